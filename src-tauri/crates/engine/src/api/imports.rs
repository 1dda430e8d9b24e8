use crate::{engine::Engine, error::ApiError, shapes::{shared::*, imports::*}};
pub fn import_preview(_e: &Engine, _r: ImportRequest) -> Result<Preview, ApiError> { Err(ApiError::not_now("x")) }
pub fn import_run(_e: &Engine, _r: ImportRequest) -> Result<ImportAnswer, ApiError> { Err(ApiError::not_now("x")) }
pub fn import_stop(_e: &Engine, _r: ImportStop) -> Result<Done, ApiError> { Err(ApiError::not_now("x")) }
pub fn imports(_e: &Engine, _r: Nothing) -> Result<Page<ImportRow>, ApiError> { Err(ApiError::not_now("x")) }
pub fn import_rejections(_e: &Engine, _r: ById) -> Result<Page<Rejection>, ApiError> { Err(ApiError::not_now("x")) }
