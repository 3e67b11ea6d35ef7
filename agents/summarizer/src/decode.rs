//! The input's bytes as a text: what its byte order mark or its media type's `charset` says they are.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What is read of a media type such as `text/plain; charset=utf-16`.
#[derive(Debug, PartialEq, Eq)]
pub struct MediaType {
	/// `text/plain`, in lower case.
	pub essence: String,
	pub charset: Option<String>,
}

impl MediaType {
	pub fn parse(text: &str) -> Self {
		let mut parts = text.split(';');
		let essence = parts.next().unwrap_or("").trim().to_ascii_lowercase();
		let charset = parts.filter_map(|part| part.split_once('=')).find_map(|(name, value)| {
			let value = value.trim().trim_matches('"');
			(name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
		});
		Self { essence, charset }
	}
}

/// Decodes a text. A byte order mark counts more than `charset`; without either it is UTF-8, or Windows-1252 where it
/// cannot be that. The error is a sentence for the submitter.
pub fn decode(data: &[u8], charset: Option<&str>) -> Result<String, String> {
	let (encoding, data) = match (Encoding::for_bom(data), charset) {
		(Some((encoding, mark)), _) => (encoding, &data[mark..]),
		(None, Some(label)) => (named(label)?, data),
		(None, None) if core::str::from_utf8(data).is_ok() => (UTF_8, data),
		(None, None) => (WINDOWS_1252, data),
	};
	let text = encoding.decode_without_bom_handling_and_without_replacement(data).ok_or_else(|| {
		format!("The text is not {}, as its media type or its first bytes say.", encoding.name())
	})?;
	if text.chars().any(is_binary) {
		return Err("This is no text: it holds bytes that no text has. Send plain text or Markdown, not a picture, a PDF or an office document.".into());
	}
	Ok(text.into_owned())
}

/// `for_label` also knows names that stand for nothing that can be decoded.
fn named(label: &str) -> Result<&'static Encoding, String> {
	Encoding::for_label_no_replacement(label.as_bytes())
		.ok_or_else(|| format!("The charset “{label}” is not known here. Send the text as UTF-8."))
}

/// Control characters, but for those that lay out a text and the one that colours a terminal's.
fn is_binary(character: char) -> bool {
	matches!(character, '\0'..='\x08' | '\x0e'..='\x1a' | '\x1c'..='\x1f' | '\x7f')
}

#[cfg(test)]
mod tests {
	use super::*;

	const TEXT: &str = "Café “Ainur” opened. It cost 5 €.";

	fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
		text.encode_utf16().flat_map(bytes).collect()
	}
	fn windows_1252(text: &str) -> Vec<u8> {
		WINDOWS_1252.encode(text).0.into_owned()
	}

	#[test]
	fn a_byte_order_mark_counts_most() {
		let marked = format!("\u{feff}{TEXT}");
		for data in
			[marked.clone().into_bytes(), utf16(&marked, u16::to_le_bytes), utf16(&marked, u16::to_be_bytes)]
		{
			for charset in [None, Some("utf-8"), Some("utf-16"), Some("iso-8859-1"), Some("unknown")] {
				assert_eq!(decode(&data, charset).as_deref(), Ok(TEXT));
			}
		}
	}

	#[test]
	fn the_charset_counts_without_one() {
		assert_eq!(decode(&utf16(TEXT, u16::to_le_bytes), Some("UTF-16LE")).as_deref(), Ok(TEXT));
		assert_eq!(decode(&utf16(TEXT, u16::to_be_bytes), Some("utf-16be")).as_deref(), Ok(TEXT));
		for label in ["iso-8859-1", "latin1", "windows-1252", "us-ascii"] {
			assert_eq!(decode(&windows_1252(TEXT), Some(label)).as_deref(), Ok(TEXT));
		}
		assert_eq!(decode(b"\x83\x65\x83\x58\x83\x67", Some("shift_jis")).as_deref(), Ok("テスト"));
	}

	#[test]
	fn what_says_nothing_is_utf_8_or_windows_1252() {
		assert_eq!(decode(TEXT.as_bytes(), None).as_deref(), Ok(TEXT));
		assert_eq!(decode(&windows_1252(TEXT), None).as_deref(), Ok(TEXT));
	}

	#[test]
	fn what_cannot_be_read_is_said_in_words() {
		let unknown = decode(b"abc", Some("klingon")).unwrap_err();
		assert_eq!(unknown, "The charset “klingon” is not known here. Send the text as UTF-8.");
		assert!(decode(b"abc", Some("hz-gb-2312")).is_err());
		assert!(decode(&windows_1252(TEXT), Some("utf-8")).unwrap_err().starts_with("The text is not UTF-8"));
		assert!(decode(b"\xff\xfea", None).unwrap_err().starts_with("The text is not UTF-16LE"));
	}

	#[test]
	fn binary_data_is_no_text() {
		let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
		let zip = b"PK\x03\x04\x14\0\x06\0";
		for data in [&png[..], &zip[..], b"a\0b"] {
			for charset in [None, Some("windows-1252")] {
				assert!(decode(data, charset).unwrap_err().starts_with("This is no text"));
			}
		}
		assert!(decode(b"\x1b[1mBold\x1b[0m\tand a page\x0c", None).is_ok());
	}

	#[test]
	fn media_types_are_read_in_any_case() {
		let parsed = |essence: &str, charset: Option<&str>| MediaType {
			essence: essence.into(),
			charset: charset.map(Into::into),
		};
		assert_eq!(MediaType::parse("text/plain"), parsed("text/plain", None));
		assert_eq!(MediaType::parse(" TEXT/Plain ;Charset=\"UTF-16\""), parsed("text/plain", Some("UTF-16")));
		assert_eq!(
			MediaType::parse("text/markdown; variant=GFM; charset=latin1"),
			parsed("text/markdown", Some("latin1"))
		);
		assert_eq!(MediaType::parse("text/plain; charset="), parsed("text/plain", None));
		assert_eq!(MediaType::parse(""), parsed("", None));
	}
}
