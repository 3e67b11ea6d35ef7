//! A chain of one node for development: a block for each transaction, final at once, and one now and then so that the
//! chain's time goes on without transactions.

use crate::{
	block_time,
	client::{Client, Pool, SelectChain},
	runtime_api::{Block, Hash},
};
use futures::{channel::mpsc, future, stream, Future, Stream, StreamExt};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, EngineCommand, ManualSealParams,
};
use sc_transaction_pool_api::TransactionPool;
use sp_consensus_aura::sr25519::{AuthorityId as AuraId, AuthoritySignature};
use std::{sync::Arc, time::Duration};

/// Between two blocks without transactions.
const HEARTBEAT: Duration = Duration::from_secs(3);

fn seal(create_empty: bool) -> EngineCommand<Hash> {
	EngineCommand::SealNewBlock { create_empty, finalize: true, parent_hash: None, sender: None }
}

/// What makes a block: a transaction, a while without one, a call of `engine_createBlock`.
fn commands(
	pool: &Arc<Pool>,
	asked: mpsc::Receiver<EngineCommand<Hash>>,
) -> impl Stream<Item = EngineCommand<Hash>> + Unpin {
	let waiting = pool.clone();
	// One block takes all that are ready: there may be nothing left for the next of them.
	let transactions = pool
		.import_notification_stream()
		.filter(move |_| future::ready(waiting.status().ready > 0))
		.map(|_| seal(false));
	let heartbeat = stream::unfold((), |()| async {
		futures_timer::Delay::new(HEARTBEAT).await;
		Some((seal(true), ()))
	});
	Box::pin(stream::select(stream::select(transactions, heartbeat), asked))
}

/// Makes blocks until the node ends.
pub fn run<E>(
	env: E,
	client: Arc<Client>,
	pool: Arc<Pool>,
	select_chain: SelectChain,
	asked: mpsc::Receiver<EngineCommand<Hash>>,
) -> impl Future<Output = ()>
where
	E: sp_consensus::Environment<Block> + 'static,
	E::Proposer: sp_consensus::Proposer<Block>,
{
	let clock = client.clone();
	let create_inherent_data_providers = move |parent: Hash, ()| {
		future::ready(time_after(&clock, parent).map(sp_timestamp::InherentDataProvider::new))
	};
	run_manual_seal(ManualSealParams {
		block_import: client.clone(),
		env,
		commands_stream: commands(&pool, asked),
		consensus_data_provider: Some(Box::new(AuraConsensusDataProvider::new(client.clone()))),
		client,
		pool,
		select_chain,
		create_inherent_data_providers,
	})
}

fn time_after(
	client: &Client,
	parent: Hash,
) -> Result<sp_timestamp::Timestamp, Box<dyn std::error::Error + Send + Sync>> {
	let header = client.header(parent)?.ok_or("the parent is not in the database")?;
	let slot = sc_consensus_aura::find_pre_digest::<Block, AuthoritySignature>(&header)?;
	let duration = sc_consensus_aura::standalone::slot_duration_at::<AuraId, _, _>(client, parent)?;
	Ok(block_time::after(slot, sp_timestamp::Timestamp::current(), duration))
}
