//! Names that a component may carry.
//!
//! The transpiler writes the names of core imports and exports into JavaScript as they are, and WebAssembly allows any
//! text there. So every name of every module, instance and component is held to characters that can neither end a
//! string nor begin anything else. Names inside of component types are words of letters, digits and hyphens: the
//! transpiler's validator sees to that.

use wasmparser::{
	BinaryReaderError, ComponentAlias, ComponentExternName, ComponentInstance, Instance, Parser, Payload,
};

/// Letters and digits, and what tools put between them: `wasi:io/streams@0.2.0`, `[method]a.b`, `$root`,
/// `cm32p2|run`, `libc++.so`, `a#b`.
fn is_safe(c: char) -> bool {
	c.is_ascii_alphanumeric() || "-_:/@.#[]$+| ".contains(c)
}

/// Names that the transpiler itself gives to what passes strings between components: `utf8-to-utf8 (mem1 => mem0)`.
fn is_transcoder(name: &str) -> bool {
	let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
	let parts = || {
		let (encodings, memories) = name.strip_suffix(')')?.split_once(" (mem")?;
		let (from, to) = memories.split_once(" => mem")?;
		Some(encodings.chars().all(is_safe) && is_number(from) && is_number(to))
	};
	parts() == Some(true)
}

fn check(name: &str) -> Result<(), String> {
	if name.chars().all(is_safe) || is_transcoder(name) {
		return Ok(());
	}
	let shown: String = name.chars().take(80).collect();
	Err(format!("the name {shown:?} has characters that no tool puts into a name"))
}

fn check_extern(name: &ComponentExternName) -> Result<(), String> {
	let parts = [Some(name.name), name.implements, name.version_suffix, name.external_id];
	parts.into_iter().flatten().try_for_each(check)
}

/// Refuses a component, or a core module, if one of its names could mean something to JavaScript.
pub fn check_names(wasm: &[u8]) -> Result<(), String> {
	let message = |error: BinaryReaderError| error.to_string();
	for payload in Parser::new(0).parse_all(wasm) {
		match payload.map_err(message)? {
			Payload::ImportSection(imports) => {
				for import in imports.into_imports() {
					let import = import.map_err(message)?;
					check(import.module)?;
					check(import.name)?;
				}
			}
			Payload::ExportSection(exports) => {
				for export in exports {
					check(export.map_err(message)?.name)?;
				}
			}
			Payload::InstanceSection(instances) => {
				for instance in instances {
					match instance.map_err(message)? {
						Instance::Instantiate { args, .. } => {
							args.iter().try_for_each(|arg| check(arg.name))?
						}
						Instance::FromExports(exports) => {
							exports.iter().try_for_each(|export| check(export.name))?;
						}
					}
				}
			}
			Payload::ComponentInstanceSection(instances) => {
				for instance in instances {
					match instance.map_err(message)? {
						ComponentInstance::Instantiate { args, .. } => {
							args.iter().try_for_each(|arg| check(arg.name))?;
						}
						ComponentInstance::FromExports(exports) => {
							exports.iter().try_for_each(|export| check_extern(&export.name))?;
						}
					}
				}
			}
			Payload::ComponentAliasSection(aliases) => {
				for alias in aliases {
					if let ComponentAlias::InstanceExport { name, .. }
					| ComponentAlias::CoreInstanceExport { name, .. } = alias.map_err(message)?
					{
						check(name)?;
					}
				}
			}
			Payload::ComponentImportSection(imports) => {
				for import in imports {
					check_extern(&import.map_err(message)?.name)?;
				}
			}
			Payload::ComponentExportSection(exports) => {
				for export in exports {
					check_extern(&export.map_err(message)?.name)?;
				}
			}
			_ => {}
		}
	}
	Ok(())
}
