//! Memory of a program and of every process it started: a window is drawn by others than the one that opened it.

use std::path::Path;

/// Kilobytes of the process and of all below it, pages that several share divided among them. `None` where the system
/// does not tell.
pub fn of_tree(root: u32) -> Option<u64> {
    let mut sum = own(root)?;
    for child in children(root) {
        sum += of_tree(child).unwrap_or(0);
    }
    Some(sum)
}

fn own(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find(|line| line.starts_with("Pss:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn children(process: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    tasks.flat_map(|task| children_of_task(&task.path())).collect()
}

fn children_of_task(task: &Path) -> Vec<u32> {
    let text = std::fs::read_to_string(task.join("children")).unwrap_or_default();
    text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}
