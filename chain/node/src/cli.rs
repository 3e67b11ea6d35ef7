//! What the command line takes.

use crate::chain_spec;
use sc_cli::{RunCmd, SubstrateCli};
use std::path::PathBuf;

/// The command line.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// A command other than to run the node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,
	/// Folder with the specifications that `--chain development` and `--chain local` name.
	///
	/// Without it: the folder `specs` beside the program, or `resources/chain/specs` of the working folder.
	#[arg(long, global = true, value_name = "FOLDER")]
	pub chain_specs: Option<PathBuf>,
	/// How the node runs.
	#[command(flatten)]
	pub run: RunCmd,
}

/// Commands other than to run the node.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),
	/// Write the specification of a chain.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),
	/// Validate a block again.
	CheckBlock(sc_cli::CheckBlockCmd),
	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),
	/// Write the state of a block as a specification.
	ExportState(sc_cli::ExportStateCmd),
	/// Take blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),
	/// Remove the whole chain.
	PurgeChain(sc_cli::PurgeChainCmd),
	/// Go back to an earlier block.
	Revert(sc_cli::RevertCmd),
	/// Say what the database holds.
	ChainInfo(sc_cli::ChainInfoCmd),
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Ainur node".into()
	}

	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
	}

	fn description() -> String {
		"Runs an Ainur chain.".into()
	}

	fn author() -> String {
		"Ainur".into()
	}

	fn support_url() -> String {
		"the project's list of issues".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		chain_spec::load(id, self.chain_specs.as_deref())
	}
}
