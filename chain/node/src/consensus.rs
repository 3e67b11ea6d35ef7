//! What a validator does: blocks by Aura, finality by GRANDPA.

use crate::{
	client::{Client, GrandpaImport, GrandpaLink, Pool, SelectChain, JUSTIFICATION_PERIOD},
	runtime_api::Block,
};
use sc_consensus_aura::{SlotProportion, StartAuraParams};
use sc_consensus_grandpa::SharedVoterState;
use sc_network_sync::SyncingService;
use sc_service::{error::Error as ServiceError, TaskManager};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::{
	inherents::InherentDataProvider as SlotInherent,
	sr25519::{AuthorityId as AuraId, AuthorityPair as AuraPair},
	SlotDuration,
};
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};

/// The slot and the time of now.
pub fn present(slot: SlotDuration) -> (SlotInherent, sp_timestamp::InherentDataProvider) {
	let time = sp_timestamp::InherentDataProvider::from_system_time();
	(SlotInherent::from_timestamp_and_slot_duration(*time, slot), time)
}

/// What Aura and GRANDPA share.
pub struct Validator<'a> {
	pub tasks: &'a TaskManager,
	pub client: Arc<Client>,
	pub select_chain: SelectChain,
	pub pool: Arc<Pool>,
	pub sync: Arc<SyncingService<Block>>,
	pub keystore: KeystorePtr,
	pub telemetry: Option<TelemetryHandle>,
	pub prometheus: Option<prometheus_endpoint::Registry>,
}

impl Validator<'_> {
	/// Makes blocks in the slots of the keys that the node has.
	pub fn make_blocks(
		&self,
		block_import: GrandpaImport,
		force_authoring: bool,
	) -> Result<(), ServiceError> {
		let slot_duration = sc_consensus_aura::slot_duration::<AuraId, _, _>(&*self.client)?;
		let aura =
			sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
				slot_duration,
				client: self.client.clone(),
				select_chain: self.select_chain.clone(),
				block_import,
				proposer_factory: sc_basic_authorship::ProposerFactory::new(
					self.tasks.spawn_handle(),
					self.client.clone(),
					self.pool.clone(),
					self.prometheus.as_ref(),
					self.telemetry.clone(),
				),
				create_inherent_data_providers: move |_, ()| async move { Ok(present(slot_duration)) },
				force_authoring,
				backoff_authoring_blocks: None::<()>,
				keystore: self.keystore.clone(),
				sync_oracle: self.sync.clone(),
				justification_sync_link: self.sync.clone(),
				block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
				max_block_proposal_slot_portion: None,
				telemetry: self.telemetry.clone(),
				compatibility_mode: Default::default(),
			})?;
		// A validator that makes no blocks must not look alive: its end is the node's.
		self.tasks.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
		Ok(())
	}

	/// Follows the votes on finality, and votes where the node is an authority.
	pub fn finalize(&self, grandpa: Grandpa) -> Result<(), ServiceError> {
		let is_authority = grandpa.role.is_authority();
		let params = sc_consensus_grandpa::GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(grandpa.node_name),
				observer_enabled: false,
				keystore: is_authority.then(|| self.keystore.clone()),
				local_role: grandpa.role,
				telemetry: self.telemetry.clone(),
				protocol_name: grandpa.protocol,
			},
			link: grandpa.link,
			network: grandpa.network,
			sync: Arc::new(self.sync.clone()),
			notification_service: grandpa.notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: self.prometheus.clone(),
			shared_voter_state: grandpa.voters,
			telemetry: self.telemetry.clone(),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.pool.clone()),
		};
		let voter = sc_consensus_grandpa::run_grandpa_voter(params)?;
		self.tasks.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}
}

/// What GRANDPA alone needs.
pub struct Grandpa {
	pub link: GrandpaLink,
	pub network: Arc<dyn sc_network::service::traits::NetworkService>,
	pub notifications: Box<dyn sc_network::NotificationService>,
	pub protocol: sc_network::ProtocolName,
	pub voters: SharedVoterState,
	pub role: sc_service::Role,
	pub node_name: String,
}
