//! The parts that every command needs: client, database, pool and the queue that blocks come in by.

use crate::runtime_api::{Block, RuntimeApi};
use sc_consensus_aura::ImportQueueParams;
use sc_service::{error::Error as ServiceError, Configuration, PartialComponents};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sp_consensus_aura::sr25519::{AuthorityId as AuraId, AuthorityPair as AuraPair};
use std::sync::Arc;

pub type Executor = sc_executor::WasmExecutor<sp_io::SubstrateHostFunctions>;
pub type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;
pub type Backend = sc_service::TFullBackend<Block>;
pub type SelectChain = sc_consensus::LongestChain<Backend, Block>;
pub type Pool = sc_transaction_pool::TransactionPoolHandle<Block, Client>;
pub type GrandpaImport = sc_consensus_grandpa::GrandpaBlockImport<Backend, Block, Client, SelectChain>;
pub type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, Client, SelectChain>;

/// Blocks between two proofs of finality that are kept.
pub const JUSTIFICATION_PERIOD: u32 = 512;

/// How blocks come to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
	/// By validators, in slots.
	Aura,
	/// By this node alone, for each transaction.
	Instant,
}

/// What is beside the usual parts.
pub struct Other {
	pub block_import: GrandpaImport,
	pub grandpa: GrandpaLink,
	pub telemetry: Option<Telemetry>,
}

pub type Parts =
	PartialComponents<Client, Backend, SelectChain, sc_consensus::DefaultImportQueue<Block>, Pool, Other>;

/// Opens the database and builds the parts.
pub fn build(config: &Configuration, sealing: Sealing) -> Result<Parts, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			sc_service::new_wasm_executor(&config.executor),
			Vec::new(),
		)?;
	let client = Arc::new(client);
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = sc_transaction_pool::Builder::new(
		task_manager.spawn_essential_handle(),
		client.clone(),
		config.role.is_authority().into(),
	)
	.with_options(config.transaction_pool.clone())
	.with_prometheus(config.prometheus_registry())
	.build();
	let (block_import, grandpa) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;
	let spawner = task_manager.spawn_essential_handle();
	let import_queue = match sealing {
		Sealing::Instant => sc_consensus_manual_seal::import_queue(
			Box::new(client.clone()),
			&spawner,
			config.prometheus_registry(),
		),
		Sealing::Aura => {
			let clock = client.clone();
			sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
				block_import: block_import.clone(),
				justification_import: Some(Box::new(block_import.clone())),
				client: client.clone(),
				create_inherent_data_providers: move |parent, _| {
					let slot =
						sc_consensus_aura::standalone::slot_duration_at::<AuraId, _, _>(&*clock, parent);
					async move { Ok(crate::consensus::present(slot?)) }
				},
				spawner: &spawner,
				registry: config.prometheus_registry(),
				check_for_equivocation: Default::default(),
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				compatibility_mode: Default::default(),
			})?
		}
	};
	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool: Arc::new(transaction_pool),
		other: Other { block_import, grandpa, telemetry },
	})
}
