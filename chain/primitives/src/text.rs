//! What a text that people read may be. The application holds what it signs to the same rules; here they hold for
//! everybody.

use crate::unseen::UNSEEN;

/// The longest title, in characters.
pub const MAX_TITLE_CHARS: usize = 200;
/// The longest capability, in bytes.
pub const MAX_CAPABILITY: usize = 32;

/// Controls other than tab and line breaks, line and paragraph separators, what turns the direction of a line around,
/// what has no width, and what is drawn as nothing: fillers, and the tags and selectors of U+E0000 to U+E0FFF, in which
/// a text for programs can hide. Joiners (U+200C, U+200D) and the first variation selectors are none of them: scripts
/// and emoji need them.
fn is_hidden(c: char) -> bool {
	match c {
		'\t' | '\n' | '\r' => false,
		'\u{61c}'
		| '\u{200b}'
		| '\u{200e}'
		| '\u{200f}'
		| '\u{2028}'..='\u{202e}'
		| '\u{2060}'..='\u{206f}'
		| '\u{34f}'
		| '\u{115f}'..='\u{1160}'
		| '\u{17b4}'..='\u{17b5}'
		| '\u{180e}'
		| '\u{3164}'
		| '\u{feff}'
		| '\u{ffa0}'
		| '\u{fff0}'..='\u{fffb}'
		| '\u{1bca0}'..='\u{1bca3}'
		| '\u{1d173}'..='\u{1d17a}'
		| '\u{e0000}'..='\u{e0fff}' => true,
		_ => c.is_control(),
	}
}

fn is_seen(c: char) -> bool {
	let code = u32::from(c);
	let behind = UNSEEN.partition_point(|(from, _)| *from <= code);
	behind.checked_sub(1).and_then(|at| UNSEEN.get(at)).is_none_or(|(_, to)| *to < code)
}

/// Whether `bytes` are UTF-8 in which a reader sees something, and in which nothing is hidden.
pub fn is_plain_text(bytes: &[u8]) -> bool {
	core::str::from_utf8(bytes).is_ok_and(|text| text.chars().any(is_seen) && !text.chars().any(is_hidden))
}

/// Whether `bytes` can be a title: plain text of one line and of [`MAX_TITLE_CHARS`] at most.
pub fn is_title(bytes: &[u8]) -> bool {
	let one_line =
		|text: &str| !text.contains(['\t', '\n', '\r']) && text.chars().nth(MAX_TITLE_CHARS).is_none();
	is_plain_text(bytes) && core::str::from_utf8(bytes).is_ok_and(one_line)
}

fn is_word(c: &u8) -> bool {
	c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// Whether `text` is `[a-z0-9][a-z0-9-]*` of at most `most` bytes: what names may be that people compare by eye.
pub(crate) fn is_name(text: &[u8], most: usize) -> bool {
	text.first().is_some_and(is_word) && text.len() <= most && text.iter().all(|c| is_word(c) || *c == b'-')
}

/// Whether `text` can be a capability: `[a-z0-9][a-z0-9-]{0,31}`.
pub fn is_capability(text: &[u8]) -> bool {
	is_name(text, MAX_CAPABILITY)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn titles_in_any_script_are_taken() {
		let longest = "x".repeat(200);
		for good in [
			"a",
			"my_file 50% off",
			"Прочитай",
			"要約",
			"خلاصهٔ می\u{200c}خواهم",
			"👩\u{200d}🔬 notes",
			"e\u{301}",
			"?",
			"\u{e000}",
			longest.as_str(),
			" a ",
		] {
			assert!(is_title(good.as_bytes()), "{good:?}");
		}
		assert!(is_title("é".repeat(200).as_bytes()));
	}

	#[test]
	fn titles_that_hide_something_or_show_nothing_are_refused() {
		for bad in [
			"",
			" ",
			"\u{200b}\u{200b}",
			"\u{2800}",
			"\u{3164}",
			"\u{ffa0}",
			"\u{301}",
			"\u{ad}",
			"\u{fe0f}",
			"\u{e0041}",
			"\u{200d}",
			"Summary \u{202e} fdp.exe",
			"a\u{0}b",
			"a\u{1b}[2J",
			"a\u{7f}",
			"a\u{85}",
			"a\u{2028}b",
			"a\u{2029}b",
			"a\nb",
			"a\tb",
			"a\rb",
			"a\u{2066}b",
			"a\u{feff}",
			"Sum\u{3164}mary",
			"Summary\u{e0069}\u{e0067}",
			"a\u{e0100}",
		] {
			assert!(!is_title(bad.as_bytes()), "{bad:?}");
		}
		assert!(!is_title("x".repeat(201).as_bytes()));
		for bad in [&b"\xff"[..], b"a\xe2\x82", b"\xed\xa0\x80"] {
			assert!(!is_title(bad), "{bad:?}");
		}
	}

	#[test]
	fn plain_text_may_have_lines() {
		assert!(is_plain_text(b"It is empty.\n\tTwice.\r\n"));
		for bad in ["", " \n", "\u{2800}", "a\u{202e}"] {
			assert!(!is_plain_text(bad.as_bytes()), "{bad:?}");
		}
	}

	#[test]
	fn the_table_is_in_order_and_without_overlap() {
		for pair in UNSEEN.windows(2) {
			assert!(pair[0].0 <= pair[0].1 && pair[0].1 + 1 < pair[1].0, "{pair:?}");
		}
	}

	#[test]
	fn the_ends_of_each_range_are_unseen_and_their_neighbours_are_seen() {
		for (from, to) in UNSEEN {
			for (code, seen) in [(from, false), (to, false), (from.wrapping_sub(1), true), (to + 1, true)] {
				let Some(c) = char::from_u32(code) else { continue };
				assert_eq!(is_seen(c), seen, "{code:x}");
			}
		}
	}

	#[test]
	fn a_capability_is_a_word_of_ascii() {
		for good in ["echo", "code-review", "0", &"x".repeat(32)] {
			assert!(is_capability(good.as_bytes()), "{good}");
		}
		for bad in
			["", "-a", "Echo", "code.review", "two words", "é", "еcho", " echo", "echo\n", &"x".repeat(33)]
		{
			assert!(!is_capability(bad.as_bytes()), "{bad:?}");
		}
		assert!(!is_capability(b"\xff"));
	}
}
