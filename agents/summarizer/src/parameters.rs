use serde::Deserialize;

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Format {
	/// A list under the text's title, with the key words below.
	#[default]
	Markdown,
	/// One paragraph.
	Plain,
}

impl Format {
	pub fn media_type(self) -> &'static str {
		match self {
			Format::Markdown => "text/markdown",
			Format::Plain => "text/plain",
		}
	}
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
	/// How many sentences.
	pub sentences: Option<usize>,
	/// Or which share of them, above 0 and at most 1.
	pub ratio: Option<f64>,
	#[serde(default)]
	pub format: Format,
}

impl Parameters {
	/// Reads and checks the task's parameters. The error is a sentence for the submitter.
	pub fn parse(json: &str) -> Result<Self, String> {
		let parameters: Self =
			serde_json::from_str(json).map_err(|error| format!("The parameters: {error}."))?;
		if parameters.sentences.is_some() && parameters.ratio.is_some() {
			return Err("Give either “sentences” or “ratio”, not both.".into());
		}
		if parameters.sentences.is_some_and(|count| !(1..=100).contains(&count)) {
			return Err("“sentences” must be between 1 and 100.".into());
		}
		if parameters.ratio.is_some_and(|ratio| !(ratio > 0.0 && ratio <= 1.0)) {
			return Err("“ratio” must be above 0 and at most 1.".into());
		}
		Ok(parameters)
	}

	/// How many of `total` sentences to take.
	pub fn count(&self, total: usize) -> usize {
		let wanted = match (self.sentences, self.ratio) {
			(Some(count), _) => count,
			(None, Some(ratio)) => (total as f64 * ratio + 0.5) as usize,
			(None, None) => (total / 20).clamp(3, 8),
		};
		wanted.clamp(1, total.max(1))
	}
}
