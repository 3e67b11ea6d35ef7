//! The running node.

use crate::{
	client::{self, Other, Sealing},
	consensus::{Grandpa, Validator},
	instant_seal,
	network::{self, Joined},
	rpc,
	runtime_api::{Block, Hash},
};
use futures::{channel::mpsc, FutureExt};
use sc_client_api::Backend as _;
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkBackend, NetworkWorker};
use sc_service::{error::Error as ServiceError, Configuration, PartialComponents, TaskManager};
use sc_telemetry::Telemetry;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

/// Starts the node.
pub fn start(config: Configuration, sealing: Sealing) -> Result<TaskManager, ServiceError> {
	match config.network.network_backend {
		NetworkBackendType::Libp2p => start_on::<NetworkWorker<Block, Hash>>(config, sealing),
		NetworkBackendType::Litep2p => start_on::<Litep2pNetworkBackend>(config, sealing),
	}
}

fn start_on<N: NetworkBackend<Block, Hash>>(
	config: Configuration,
	sealing: Sealing,
) -> Result<TaskManager, ServiceError> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool: pool,
		other: Other { block_import, grandpa, mut telemetry },
	} = client::build(&config, sealing)?;
	let Joined { network, sync, system_rpc, transactions, grandpa_protocol, grandpa_notifications } =
		network::join::<N, _>(network::Parts {
			config: &config,
			tasks: &task_manager,
			client: client.clone(),
			backend: backend.clone(),
			pool: pool.clone(),
			import_queue,
			grandpa: &grandpa,
		})?;

	if config.offchain_worker.enabled {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			is_validator: config.role.is_authority(),
			keystore: Some(keystore_container.keystore()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
			network_provider: Arc::new(network.clone()),
			enable_http_requests: true,
			custom_extensions: |_| vec![],
		})?;
		let run = workers.run(client.clone(), task_manager.spawn_handle()).boxed();
		task_manager.spawn_handle().spawn("offchain-workers-runner", "offchain-worker", run);
	}

	let (role, force_authoring) = (config.role, config.force_authoring);
	let (node_name, votes) = (config.network.node_name.clone(), !config.disable_grandpa);
	let prometheus = config.prometheus_registry().cloned();
	let finality = rpc::Finality::new(&grandpa, backend.clone());
	let voters = finality.voters.clone();
	let (seal, asked) = mpsc::channel(16);
	let methods = rpc::Deps {
		client: client.clone(),
		pool: pool.clone(),
		finality,
		seal: (sealing == Sealing::Instant).then_some(seal),
	};
	sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: pool.clone(),
		rpc_builder: Box::new(move |executor| rpc::create(&methods, executor).map_err(Into::into)),
		network: network.clone(),
		system_rpc_tx: system_rpc,
		tx_handler_controller: transactions,
		sync_service: sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	if sealing == Sealing::Instant {
		let env = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			pool.clone(),
			prometheus.as_ref(),
			telemetry.as_ref().map(Telemetry::handle),
		);
		let run = instant_seal::run(env, client, pool, select_chain, asked);
		task_manager.spawn_essential_handle().spawn_blocking("instant-seal", "block-authoring", run);
		return Ok(task_manager);
	}

	let validator = Validator {
		tasks: &task_manager,
		client,
		select_chain,
		pool,
		sync,
		keystore: keystore_container.keystore(),
		telemetry: telemetry.as_ref().map(Telemetry::handle),
		prometheus,
	};
	if role.is_authority() {
		validator.make_blocks(block_import, force_authoring)?;
	}
	if votes {
		validator.finalize(Grandpa {
			link: grandpa,
			network,
			notifications: grandpa_notifications,
			protocol: grandpa_protocol,
			voters,
			role,
			node_name,
		})?;
	}
	Ok(task_manager)
}
