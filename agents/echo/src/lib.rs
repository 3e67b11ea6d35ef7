//! Gives back what it gets. The smallest agent there is, and the one to start from.

use serde::Deserialize;

wit_bindgen::generate!({ path: "../wit", world: "agent" });

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Change {
	#[default]
	None,
	Uppercase,
	Reverse,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
	#[serde(default)]
	change: Change,
}

struct Echo;

impl Guest for Echo {
	fn run(task: TaskInput) -> Result<TaskOutput, TaskError> {
		if task.capability != "echo" {
			return Err(TaskError::Unsupported(format!("This agent does not do “{}”.", task.capability)));
		}
		let parameters: Parameters = serde_json::from_str(&task.parameters)
			.map_err(|error| TaskError::InvalidInput(error.to_string()))?;
		let data = change(parameters.change, task.data)?;
		Ok(TaskOutput { media_type: task.media_type, data })
	}
}

fn change(change: Change, data: Vec<u8>) -> Result<Vec<u8>, TaskError> {
	if matches!(change, Change::None) {
		return Ok(data);
	}
	let text =
		String::from_utf8(data).map_err(|_| TaskError::InvalidInput("Only text can be changed.".into()))?;
	Ok(match change {
		Change::Uppercase => text.to_uppercase(),
		_ => text.chars().rev().collect(),
	}
	.into_bytes())
}

export!(Echo);
