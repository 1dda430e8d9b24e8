use crate::Outcome;
pub fn bench() -> Outcome {
    Ok(())
}
