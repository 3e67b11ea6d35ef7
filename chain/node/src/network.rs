//! Joins the chain's peer-to-peer network.

use crate::{
	client::{Backend, Client, GrandpaLink, Pool},
	runtime_api::{Block, Hash},
};
use sc_client_api::BlockBackend;
use sc_network::{
	config::FullNetworkConfiguration, service::traits::NetworkService, NetworkBackend, NotificationService,
	ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_network_transactions::TransactionsHandlerController;
use sc_service::{error::Error as ServiceError, Configuration, TaskManager, WarpSyncConfig};
use sc_utils::mpsc::TracingUnboundedSender;
use std::sync::Arc;

/// What the network is built from.
pub struct Parts<'a, Queue> {
	pub config: &'a Configuration,
	pub tasks: &'a TaskManager,
	pub client: Arc<Client>,
	pub backend: Arc<Backend>,
	pub pool: Arc<Pool>,
	pub import_queue: Queue,
	pub grandpa: &'a GrandpaLink,
}

/// The node's side of the network.
pub struct Joined {
	pub network: Arc<dyn NetworkService>,
	pub sync: Arc<SyncingService<Block>>,
	pub system_rpc: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
	pub transactions: TransactionsHandlerController<Hash>,
	pub grandpa_protocol: ProtocolName,
	pub grandpa_notifications: Box<dyn NotificationService>,
}

/// Starts to listen and to sync.
pub fn join<N, Queue>(parts: Parts<'_, Queue>) -> Result<Joined, ServiceError>
where
	N: NetworkBackend<Block, Hash>,
	Queue: sc_service::ImportQueue<Block> + 'static,
{
	let Parts { config, tasks, client, backend, pool, import_queue, grandpa } = parts;
	let registry = config.prometheus_registry();
	let mut net_config = FullNetworkConfiguration::<Block, Hash, N>::new(&config.network, registry.cloned());
	let metrics = N::register_notification_metrics(registry);
	let genesis = client.block_hash(0)?.ok_or_else(|| ServiceError::Other("there is no genesis".into()))?;
	let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
	let (grandpa_config, grandpa_notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
		grandpa_protocol.clone(),
		metrics.clone(),
		net_config.peer_store_handle(),
	);
	net_config.add_notification_protocol(grandpa_config);
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend,
		grandpa.shared_authority_set().clone(),
		Vec::new(),
	));
	let (network, system_rpc, transactions, sync, _) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config,
			net_config,
			client,
			transaction_pool: pool,
			spawn_handle: tasks.spawn_handle(),
			spawn_essential_handle: tasks.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	Ok(Joined { network, sync, system_rpc, transactions, grandpa_protocol, grandpa_notifications })
}
