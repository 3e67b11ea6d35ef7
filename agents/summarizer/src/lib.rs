//! Picks the sentences that carry an English text: TextRank over the words they share, weighted by where they stand,
//! and thinned so that no two say the same.
//!
//! The numbers are `f64`, but only sums, products, quotients and square roots, which WebAssembly defines to the last
//! bit, and a logarithm that is compiled in: the same text gives the same summary everywhere.

mod blocks;
mod decode;
mod english;
mod parameters;
mod rank;
mod select;
mod sentences;
mod summary;
mod words;

pub use decode::{MediaType, decode};
pub use parameters::{Format, Parameters};
pub use summary::{Summary, summarize};

#[cfg(target_arch = "wasm32")]
mod component {
	use crate::{MediaType, Parameters, decode, summarize};
	use ainur::agent::host::{Level, log, progress};

	wit_bindgen::generate!({ path: "../wit", world: "agent" });

	const INPUT_LIMIT: usize = 1024 * 1024;

	struct Summarizer;

	impl Guest for Summarizer {
		fn run(task: TaskInput) -> Result<TaskOutput, TaskError> {
			if task.capability != "summarize" {
				return Err(TaskError::Unsupported(format!("This agent does not do “{}”.", task.capability)));
			}
			let media_type = MediaType::parse(&task.media_type);
			let markdown = match media_type.essence.as_str() {
				"text/plain" => false,
				"text/markdown" => true,
				_ => {
					return Err(TaskError::Unsupported(
						"The input must be text/plain or text/markdown.".into(),
					));
				}
			};
			let parameters = Parameters::parse(&task.parameters).map_err(TaskError::InvalidInput)?;
			if task.data.len() > INPUT_LIMIT {
				return Err(TaskError::InvalidInput("The text is longer than 1 MiB.".into()));
			}
			let text = decode(&task.data, media_type.charset.as_deref()).map_err(TaskError::InvalidInput)?;
			progress(100, "reading");
			let summary = summarize(&text, markdown, &parameters).map_err(TaskError::InvalidInput)?;
			log(Level::Info, &format!("{} of {} sentences", summary.sentences.len(), summary.total));
			progress(1000, "done");
			Ok(TaskOutput {
				media_type: parameters.format.media_type().into(),
				data: summary.render(parameters.format).into_bytes(),
			})
		}
	}

	export!(Summarizer);
}
