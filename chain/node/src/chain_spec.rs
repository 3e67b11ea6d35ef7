//! Finds the specification of a chain: a file, or one of those that ship.

use sc_service::GenericChainSpec;
use std::path::{Path, PathBuf};

/// Names of specifications that ship. `dev` is what `--dev` asks for.
const NAMES: [(&str, &str); 4] =
	[("dev", "development"), ("development", "development"), ("local", "local"), ("testnet", "testnet")];

/// Folders that may have the specifications, the first that exists is taken.
fn folder(chosen: Option<&Path>) -> Option<PathBuf> {
	if let Some(folder) = chosen {
		return Some(folder.into());
	}
	let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("specs")));
	[beside, Some("resources/chain/specs".into())].into_iter().flatten().find(|folder| folder.is_dir())
}

/// Reads the specification that `id` names: a name or the path of a file.
pub fn load(id: &str, specs: Option<&Path>) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	if id.is_empty() {
		return Err("Say which chain: --chain development, --chain local or --chain <file>.".into());
	}
	let file = match NAMES.iter().find(|(name, _)| *name == id) {
		None => PathBuf::from(id),
		Some((_, name)) => folder(specs)
			.ok_or("There is no folder with chain specifications. Name it with --chain-specs.")?
			.join(format!("{name}.json")),
	};
	if !file.is_file() {
		return Err(format!("There is no chain specification {}.", file.display()));
	}
	Ok(Box::new(GenericChainSpec::<sc_service::NoExtension>::from_json_file(file)?))
}

#[cfg(test)]
mod tests {
	use super::load;
	use std::path::Path;

	#[test]
	fn says_what_is_missing() {
		let refusal = |id, specs| load(id, specs).err().unwrap_or_default();
		assert!(refusal("", None).starts_with("Say which chain"));
		assert_eq!(
			refusal("local", Some(Path::new("/none"))),
			"There is no chain specification /none/local.json."
		);
		assert_eq!(refusal("a/b.json", None), "There is no chain specification a/b.json.");
	}
}
