use serde_json::Value;
#[derive(Clone)]
pub struct Backend;
impl Backend {
    pub fn call(&self, name: &str, _request: Value) -> Result<Value, Value> {
        Err(
            serde_json::json!({"code":"unknown_command","message":format!("There is no command {name}."),"action":null}),
        )
    }
}
