//! JSON-RPC methods beside those that every Substrate node has.

use crate::{
	client::{Backend, Client, GrandpaLink, Pool},
	runtime_api::{AccountId, Block, Hash, Nonce},
};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sc_rpc::SubscriptionTaskExecutor;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// What the methods of GRANDPA read.
pub struct Finality {
	authorities: SharedAuthoritySet<Hash, u32>,
	justifications: GrandpaJustificationStream<Block>,
	proofs: Arc<FinalityProofProvider<Backend, Block>>,
	pub voters: SharedVoterState,
}

impl Finality {
	pub fn new(link: &GrandpaLink, backend: Arc<Backend>) -> Self {
		let authorities = link.shared_authority_set().clone();
		Self {
			proofs: FinalityProofProvider::new_for_service(backend, Some(authorities.clone())),
			authorities,
			justifications: link.justification_stream(),
			voters: SharedVoterState::empty(),
		}
	}
}

/// What the methods work on.
pub struct Deps {
	pub client: Arc<Client>,
	pub pool: Arc<Pool>,
	pub finality: Finality,
	/// Takes commands to make blocks, where the node makes them on command.
	pub seal: Option<mpsc::Sender<EngineCommand<Hash>>>,
}

/// Makes the methods.
pub fn create(deps: &Deps, executor: SubscriptionTaskExecutor) -> Result<RpcModule<()>, Error> {
	let Deps { client, pool, finality, seal } = deps;
	let mut module = RpcModule::new(());
	module.merge(SystemApiServer::<Hash, AccountId, Nonce>::into_rpc(System::new(
		client.clone(),
		pool.clone(),
	)))?;
	module.merge(TransactionPaymentApiServer::<Hash, _>::into_rpc(TransactionPayment::<_, Block>::new(
		client.clone(),
	)))?;
	module.merge(
		Grandpa::new(
			executor,
			finality.authorities.clone(),
			finality.voters.clone(),
			finality.justifications.clone(),
			finality.proofs.clone(),
		)
		.into_rpc(),
	)?;
	if let Some(seal) = seal {
		module.merge(ManualSeal::new(seal.clone()).into_rpc())?;
	}
	Ok(module)
}
