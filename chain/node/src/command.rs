//! Does what the command line says.

use crate::{
	cli::{Cli, Subcommand},
	client::{self, Parts, Sealing},
	runtime_api::Block,
	service,
};
use sc_cli::{CliConfiguration, Result, SubstrateCli};
use sc_service::Configuration;

/// `--dev` is a chain of this node alone.
fn sealing(command: &impl CliConfiguration) -> Result<Sealing> {
	Ok(if command.is_dev()? { Sealing::Instant } else { Sealing::Aura })
}

/// Runs the node or the command.
pub fn run() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => {
			let sealing = sealing(&cli.run)?;
			let runner = cli.create_runner(&cli.run)?;
			runner.run_node_until_exit(|config| async move {
				service::start(config, sealing).map_err(sc_cli::Error::Service)
			})
		}
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::ChainInfo(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		}
		Some(Subcommand::PurgeChain(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		}
		Some(Subcommand::CheckBlock(cmd)) => {
			let parts = parts(cmd)?;
			cli.create_runner(cmd)?.async_run(|config| {
				let Parts { client, import_queue, task_manager, .. } = parts(&config)?;
				Ok((cmd.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::ExportBlocks(cmd)) => {
			let parts = parts(cmd)?;
			cli.create_runner(cmd)?.async_run(|config| {
				let Parts { client, task_manager, .. } = parts(&config)?;
				Ok((cmd.run(client, config.database), task_manager))
			})
		}
		Some(Subcommand::ExportState(cmd)) => {
			let parts = parts(cmd)?;
			cli.create_runner(cmd)?.async_run(|config| {
				let Parts { client, task_manager, .. } = parts(&config)?;
				Ok((cmd.run(client, config.chain_spec), task_manager))
			})
		}
		Some(Subcommand::ImportBlocks(cmd)) => {
			let parts = parts(cmd)?;
			cli.create_runner(cmd)?.async_run(|config| {
				let Parts { client, import_queue, task_manager, .. } = parts(&config)?;
				Ok((cmd.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::Revert(cmd)) => {
			let parts = parts(cmd)?;
			cli.create_runner(cmd)?.async_run(|config| {
				let Parts { client, backend, task_manager, .. } = parts(&config)?;
				let finality = Box::new(|client, _, blocks| {
					sc_consensus_grandpa::revert(client, blocks)?;
					Ok(())
				});
				Ok((cmd.run(client, backend, Some(finality)), task_manager))
			})
		}
	}
}

/// Builds the parts of the chain that a command names.
fn parts(command: &impl CliConfiguration) -> Result<impl Fn(&Configuration) -> Result<Parts>> {
	let sealing = sealing(command)?;
	Ok(move |config: &Configuration| client::build(config, sealing).map_err(sc_cli::Error::Service))
}
