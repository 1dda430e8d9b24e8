use crate::{engine::Engine, error::ApiError, shapes::{shared::Done, workspace::SampleRequest}};
pub fn create(_e: &Engine, _r: &SampleRequest) -> Result<Done, ApiError> { Err(ApiError::not_now("x")) }
