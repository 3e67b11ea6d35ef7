//! Turns the world that components are held to into a component type that the meter carries with it.

use std::{env, error::Error, fs, path::Path};
use wit_parser::Resolve;

/// Each file after those that it names.
const FILES: [&str; 9] = [
	"wit/wasi/io.wit",
	"wit/wasi/clocks.wit",
	"wit/wasi/random.wit",
	"wit/wasi/filesystem.wit",
	"wit/wasi/sockets.wit",
	"wit/wasi/cli.wit",
	"wit/wasi/http.wit",
	"../wit/ainur.wit",
	"wit/offered.wit",
];

fn main() -> Result<(), Box<dyn Error>> {
	let mut resolve = Resolve::default();
	let mut last = None;
	for file in FILES {
		println!("cargo::rerun-if-changed={file}");
		last = Some(resolve.push_str(file, &fs::read_to_string(file)?)?);
	}
	let package = last.ok_or("no files")?;
	let encoded = wit_component::encode(&resolve, package)?;
	fs::write(Path::new(&env::var("OUT_DIR")?).join("offered.wasm"), encoded)?;
	Ok(())
}
