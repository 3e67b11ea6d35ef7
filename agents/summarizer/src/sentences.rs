//! Where a paragraph's sentences end.

use crate::english;

/// Splits a paragraph into sentences.
pub fn sentences(paragraph: &str) -> Vec<String> {
	paragraph.split_inclusive(FULL_STOPS).flat_map(spaced).collect()
}

/// They end a sentence wherever they stand: no space follows them, and no abbreviation has one.
pub const FULL_STOPS: [char; 3] = ['。', '！', '？'];

/// Splits where the next sentence comes after a space.
fn spaced(paragraph: &str) -> Vec<String> {
	let tokens: Vec<&str> = paragraph.split(' ').filter(|token| !token.is_empty()).collect();
	let mut found = Vec::new();
	let mut start = 0;
	for at in 0..tokens.len() {
		if at + 1 == tokens.len() || ends(&tokens[start..=at], tokens[at + 1]) {
			found.push(tokens[start..=at].join(" "));
			start = at + 1;
		}
	}
	found
}

const CLOSERS: [char; 8] = ['"', '\'', '”', '’', ')', ']', '»', '*'];
const OPENERS: [char; 8] = ['"', '\'', '“', '‘', '(', '[', '«', '—'];

/// Does a sentence end after `tokens`, when `next` follows?
fn ends(tokens: &[&str], next: &str) -> bool {
	let Some(last) = tokens.last() else { return false };
	let bare = last.trim_end_matches(CLOSERS);
	if !bare.ends_with(['.', '!', '?', '…']) {
		return false;
	}
	let opened = next.trim_start_matches(OPENERS);
	let Some(first) = opened.chars().next() else { return false };
	if !(first.is_uppercase() || first.is_numeric()) {
		return false;
	}
	if !bare.ends_with('.') {
		return true;
	}
	// Inside a quotation that was opened by the next word's mark, the full stop was no abbreviation's.
	let word = bare.trim_end_matches('.').trim_start_matches(OPENERS);
	let lower = word.to_lowercase();
	if bare.len() < last.len() && !last.ends_with(')') && !english::is_abbreviation(&lower) {
		return true;
	}
	let starter = english::is_starter(&opened.trim_end_matches([',', '\'', '’']).to_lowercase());
	if english::is_open_abbreviation(&lower) {
		return starter;
	}
	if english::is_abbreviation(&lower) {
		return false;
	}
	if is_initial(word) {
		// “Vitamin C. The next”, but “J. S. Mill”.
		return starter && opened.len() > 1;
	}
	if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
		return starter;
	}
	// Numbers of a list or a section: “1.”, “IV.” at the start of the sentence.
	let number = tokens.len() == 1 && (word.chars().all(|c| c.is_numeric()) || is_roman(word));
	!number
}

fn is_initial(word: &str) -> bool {
	let mut characters = word.chars();
	matches!((characters.next(), characters.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

fn is_roman(word: &str) -> bool {
	word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keeps_abbreviations_and_initials_together() {
		let text = "Mr. J. S. Mill met Dr. Smith at 3.5 p.m. on Jan. 4 in the U.S. Senate. The talk, i.e. a lecture, was long.";
		assert_eq!(sentences(text).len(), 2);
		assert_eq!(sentences("He lives in the U.S. The house is old.").len(), 2);
		assert_eq!(sentences("See vol. ii. p. 12 of Prof. Owen's work, etc. The rest follows.").len(), 2);
	}

	#[test]
	fn respects_quotations() {
		let text = "\"Who is there?\" he asked. \"It is I.\" The door opened. She said: “Come in!” Then it was quiet.";
		let expected = [
			"\"Who is there?\" he asked.",
			"\"It is I.\"",
			"The door opened.",
			"She said: “Come in!”",
			"Then it was quiet.",
		];
		assert_eq!(sentences(text), expected);
	}

	#[test]
	fn numbers_of_sections_are_no_sentences() {
		assert_eq!(
			sentences("1. The first point is plain. 2. The second is not."),
			["1. The first point is plain.", "2. The second is not."]
		);
		assert_eq!(sentences("IV. The causes. They are few."), ["IV. The causes.", "They are few."]);
	}

	#[test]
	fn full_stops_that_no_space_follows_end_sentences() {
		assert_eq!(sentences("水が上がった。橋は？ そのまま！"), ["水が上がった。", "橋は？", "そのまま！"]);
	}

	#[test]
	fn ends_at_question_and_exclamation_marks() {
		assert_eq!(sentences("What is it? Nobody knows! (Or so they say.) It goes on… and on.").len(), 4);
	}
}
