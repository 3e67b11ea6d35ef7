//! Limits of engines, so that a module meets them here and not when it runs. V8's are the narrowest; where the meter
//! adds to a number, or V8 takes too much memory before its limit, the limit here is lower.

use wasmparser::{BinaryReaderError, Parser, Payload};

/// Bytes of a function once metered. The engine's limit is 7,654,321, but its optimising compiler takes about 300 bytes
/// of memory for each of them; the interpreter of Python has 430,000.
pub const FUNCTION_BYTES: usize = 1024 * 1024;
/// Parameters and locals of a function: the engine's limit is 50,000, and the meter adds some.
pub const LOCALS: u32 = 49_900;
/// Targets of one `br_table`.
pub const BRANCHES: u32 = 65_520;
/// Blocks within blocks.
pub const NESTING: usize = 10_000;
/// Slots of 8 bytes of stack that one call may take: 1 MiB.
pub const FRAME_SLOTS: u32 = 128 * 1024;

/// Refuses a module with more of anything than an engine takes.
pub fn check_counts(wasm: &[u8]) -> Result<(), String> {
	let message = |error: BinaryReaderError| error.to_string();
	for payload in Parser::new(0).parse_all(wasm) {
		let (count, most, what) = match payload.map_err(message)? {
			Payload::TypeSection(section) => (section.count(), 100_000, "types"),
			Payload::ImportSection(section) => (section.count(), 100_000, "imports"),
			Payload::FunctionSection(section) => (section.count(), 500_000, "functions"),
			Payload::TableSection(section) => (section.count(), 100, "tables"),
			Payload::GlobalSection(section) => (section.count(), 100_000, "globals"),
			Payload::ExportSection(section) => (section.count(), 100_000, "exports"),
			Payload::ElementSection(section) => (section.count(), 100_000, "segments of elements"),
			Payload::DataSection(section) => (section.count(), 100_000, "segments of data"),
			_ => continue,
		};
		if count > most {
			return Err(over(count.into(), most.into(), what));
		}
	}
	Ok(())
}

/// The sentence about a limit that is passed.
pub fn over(count: u64, most: u64, what: &str) -> String {
	format!("a core module has {count} {what}; {most} are allowed")
}
