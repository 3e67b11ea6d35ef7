//! Headings and paragraphs, out of whatever way the text is laid out.

use crate::sentences::FULL_STOPS;

#[derive(Debug, PartialEq, Eq)]
pub enum Block {
	Heading(String),
	Paragraph(String),
}

/// A line that is longer was not wrapped by hand: each such line is a paragraph.
const WRAPPED: usize = 120;
/// A heading has at most so many characters.
const HEADING: usize = 90;

/// Splits a text into blocks. Hard-wrapped lines are joined, Markdown is reduced to its words.
pub fn blocks(text: &str, markdown: bool) -> Vec<Block> {
	let text = text.replace("\r\n", "\n").replace('\u{feff}', "");
	let mut found = Vec::new();
	let mut lines: Vec<String> = Vec::new();
	let mut fenced = false;
	for line in body(&text).lines() {
		if markdown && line.trim_start().starts_with("```") {
			fenced = !fenced;
			flush(&mut lines, &mut found);
			continue;
		}
		if fenced {
			continue;
		}
		let line = if markdown { plain(line) } else { Line::of(line) };
		if line.starts || line.text.is_empty() {
			flush(&mut lines, &mut found);
		}
		if line.heading {
			found.push(Block::Heading(line.text));
		} else if !line.text.is_empty() {
			lines.push(line.text);
		}
	}
	flush(&mut lines, &mut found);
	found
}

/// What lies between the marks of a Project Gutenberg file, if they are there.
fn body(text: &str) -> &str {
	let after = |mark: &str| text.find(mark).and_then(|at| text[at..].find('\n').map(|end| at + end));
	let start = after("*** START OF").or_else(|| after("***START OF")).unwrap_or(0);
	let rest = &text[start..];
	&rest[..rest.find("*** END OF").or_else(|| rest.find("***END OF")).unwrap_or(rest.len())]
}

struct Line {
	text: String,
	heading: bool,
	/// Begins a block even without an empty line before it.
	starts: bool,
}

impl Line {
	fn of(line: &str) -> Self {
		let text = line.trim();
		// Underlines of headings and rules between sections.
		let ornament =
			text.len() > 2 && text.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | '~' | '.' | ' '));
		let text = if ornament { "" } else { text };
		Self { text: without_emphasis(text), heading: false, starts: is_item(text) }
	}
}

/// A line of Markdown without its marks.
fn plain(line: &str) -> Line {
	let trimmed = line.trim().trim_start_matches('>').trim_start();
	if let Some(heading) = trimmed.strip_prefix('#') {
		let text = without_emphasis(heading.trim_matches('#').trim());
		return Line { text, heading: true, starts: true };
	}
	if trimmed.starts_with('|') || trimmed.starts_with("![") {
		return Line { text: String::new(), heading: false, starts: true };
	}
	let item = is_item(trimmed);
	let content = if item { trimmed.split_once(' ').map_or("", |(_, rest)| rest) } else { trimmed };
	let mut line = Line::of(&without_links(content));
	line.starts |= item;
	line
}

fn is_item(line: &str) -> bool {
	let mark = line.split(' ').next().unwrap_or("");
	matches!(mark, "-" | "*" | "+" | "•")
}

fn without_links(text: &str) -> String {
	let mut out = String::new();
	let mut rest = text;
	while let Some(open) = rest.find('[') {
		let Some(middle) = rest[open..].find("](").map(|at| open + at) else { break };
		let Some(close) = rest[middle..].find(')').map(|at| middle + at) else { break };
		out.push_str(&rest[..open]);
		out.push_str(&rest[open + 1..middle]);
		rest = &rest[close + 1..];
	}
	out.push_str(rest);
	out.replace('`', "")
}

/// `_word_` and `*word*` are emphasis; a lone mark inside a word is not.
fn without_emphasis(text: &str) -> String {
	let characters: Vec<char> = text.chars().collect();
	let word =
		|index: Option<usize>| index.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric());
	let keep = |(at, c): (usize, &char)| match c {
		'_' | '*' => word(at.checked_sub(1)) && word(Some(at + 1)),
		_ => true,
	};
	characters.iter().enumerate().filter(|(at, c)| keep((*at, *c))).map(|(_, c)| c).collect()
}

fn flush(lines: &mut Vec<String>, found: &mut Vec<Block>) {
	let lines = std::mem::take(lines);
	if lines.iter().any(|line| line.chars().count() > WRAPPED) {
		return found.extend(lines.into_iter().map(block));
	}
	let mut joined = String::new();
	for line in lines {
		// A word that was split at the end of a line, or a compound that broke there.
		let hyphenated = joined.ends_with('-') && !joined.ends_with("--");
		if !joined.is_empty() && !hyphenated {
			joined.push(' ');
		}
		joined.push_str(&line);
	}
	if !joined.is_empty() {
		found.push(block(joined));
	}
}

fn block(text: String) -> Block {
	let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("--", "—");
	if is_heading(&text) { Block::Heading(text) } else { Block::Paragraph(text) }
}

fn is_heading(text: &str) -> bool {
	let goes_on = [',', ';', ':', '!', '?', '"', '”', '’'];
	if text.chars().count() > HEADING || text.ends_with(goes_on) || text.ends_with(FULL_STOPS) {
		return false;
	}
	let letters = || text.chars().filter(|c| c.is_alphabetic());
	if letters().count() == 0 || letters().all(char::is_uppercase) {
		return true;
	}
	if text.ends_with('.') {
		return false;
	}
	let words: Vec<&str> = text.split(' ').filter(|word| word.chars().count() > 3).collect();
	let capital = words.iter().filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count();
	text.split(' ').count() <= 12 && capital * 2 >= words.len()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn paragraphs(text: &str, markdown: bool) -> Vec<String> {
		blocks(text, markdown)
			.into_iter()
			.filter_map(|block| match block {
				Block::Paragraph(text) => Some(text),
				Block::Heading(_) => None,
			})
			.collect()
	}

	#[test]
	fn joins_hard_wrapped_lines() {
		let text = "When on board H.M.S. Beagle, as\nnaturalist, I was much struck with well-\nknown facts.\n\nNext one,\nhere.";
		let expected = [
			"When on board H.M.S. Beagle, as naturalist, I was much struck with well-known facts.",
			"Next one, here.",
		];
		assert_eq!(paragraphs(text, false), expected);
	}

	#[test]
	fn finds_headings() {
		let text =
			"INTRODUCTION\n\nThe first.\n\nThe Utility of the Union\n\nThe second one is a sentence.\n";
		let found = blocks(text, false);
		assert_eq!(found[0], Block::Heading("INTRODUCTION".into()));
		assert_eq!(found[2], Block::Heading("The Utility of the Union".into()));
		assert_eq!(paragraphs(text, false).len(), 2);
	}

	#[test]
	fn long_lines_are_paragraphs() {
		let line = "A sentence that goes on and on. ".repeat(6);
		assert_eq!(paragraphs(&format!("{line}\n{line}\n"), false).len(), 2);
	}

	#[test]
	fn reduces_markdown() {
		let text = "# Title\n\nSee [the _docs_](https://x.example) for `more`.\n- an item here.\n- another one.\n\n```\ncode\n```\n";
		assert_eq!(paragraphs(text, true), ["See the docs for more.", "an item here.", "another one."]);
		assert_eq!(blocks(text, true)[0], Block::Heading("Title".into()));
	}

	#[test]
	fn leaves_out_what_surrounds_a_gutenberg_text() {
		let text = "Licence words.\n*** START OF THE PROJECT ***\n\nThe text itself.\n\n*** END OF THE PROJECT ***\nMore licence.";
		assert_eq!(paragraphs(text, false), ["The text itself."]);
	}
}
