//! Words, and what a sentence is about: the stems of those that matter.

use crate::english;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Words of a text in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> {
	text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '-'))
		.map(|word| word.trim_matches(['\'', '’', '-']).replace('’', "'").to_lowercase())
		.filter(|word| !word.is_empty())
}

/// Numbers for stems, and how each is mostly written.
pub struct Vocabulary {
	stemmer: Stemmer,
	numbers: BTreeMap<String, usize>,
	spellings: Vec<BTreeMap<String, usize>>,
}

impl Vocabulary {
	pub fn new() -> Self {
		Self { stemmer: Stemmer::create(Algorithm::English), numbers: BTreeMap::new(), spellings: Vec::new() }
	}

	/// Stems of the words that matter, with how often each occurs, in the order of their numbers.
	pub fn bag(&mut self, text: &str) -> Vec<(usize, f64)> {
		let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
		for word in words(text).filter(|word| matters(word)) {
			*counts.entry(self.number(&word)).or_default() += 1.0;
		}
		counts.into_iter().collect()
	}

	fn number(&mut self, word: &str) -> usize {
		let base = word.strip_suffix("'s").unwrap_or(word);
		let next = self.numbers.len();
		let number = *self.numbers.entry(self.stemmer.stem(base).into_owned()).or_insert(next);
		if number == next {
			self.spellings.push(BTreeMap::new());
		}
		*self.spellings[number].entry(base.to_owned()).or_default() += 1;
		number
	}

	pub fn len(&self) -> usize {
		self.numbers.len()
	}

	/// The spelling that occurs most; of several, the first in the alphabet.
	pub fn spelling(&self, number: usize) -> &str {
		let most = self.spellings[number].iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
		most.map_or("", |(word, _)| word)
	}
}

fn matters(word: &str) -> bool {
	word.chars().count() > 2 && word.chars().any(char::is_alphabetic) && !english::is_stop_word(word)
}
