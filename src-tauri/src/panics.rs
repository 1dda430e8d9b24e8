//! What is written down when a part of the program stops unexpectedly.

/// Reports where it happened and nothing of what was being worked on: a panic's message can hold a customer's
/// address, and logs are sent around.
pub fn report_without_contents() {
    std::panic::set_hook(Box::new(|panic| {
        let thread = std::thread::current();
        let place =
            panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        eprintln!("stockless: a part of the program ({}) stopped{place}", thread.name().unwrap_or("unnamed"));
    }));
}
