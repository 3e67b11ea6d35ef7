//! Makes genesis from a preset and blocks from calls, the way a node does.

use crate::*;
use codec::Encode;
use frame_support::{genesis_builder_helper as genesis, traits::fungible::Inspect};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::Pair;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::Header as _, transaction_validity::TransactionValidityError, Digest, DigestItem, DispatchResult,
};

/// Timestamp of the first block after genesis.
pub const START: Moment = 1_800_000_000_000;

fn merge(into: &mut Value, patch: Value) {
	match (into, patch) {
		(Value::Object(into), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(Value::Null), value);
			}
		}
		(into, patch) => *into = patch,
	}
}

/// The complete genesis that `preset` makes.
pub fn genesis_json(preset: &str) -> Value {
	let json = |id: Option<&str>| -> Value {
		let id = id.map(sp_genesis_builder::PresetId::from);
		let bytes = genesis::get_preset::<RuntimeGenesisConfig>(&id, presets::get_preset);
		serde_json::from_slice(&bytes.expect("the preset exists")).expect("presets are JSON")
	};
	let mut full = json(None);
	merge(&mut full, json(Some(preset)));
	full
}

/// Runs a test on a new chain of `preset`; checks every pallet's invariants afterwards.
pub fn run(preset: &str, test: impl FnOnce()) {
	let bytes = serde_json::to_vec(&genesis_json(preset)).expect("JSON");
	let mut chain = sp_io::TestExternalities::default();
	chain.execute_with(|| {
		genesis::build_state::<RuntimeGenesisConfig>(bytes).expect("the preset is a genesis");
		test();
		assert_eq!(Agents::do_try_state(), Ok(()));
		assert_eq!(Clock::do_try_state(), Ok(()));
		assert_eq!(Tasks::do_try_state(), Ok(()));
		assert_eq!(Reputation::do_try_state(), Ok(()));
		assert_eq!(Faucet::do_try_state(), Ok(()));
		assert_eq!(pallet_balances::Pallet::<Runtime>::total_issuance(), sum_of_all_accounts());
	});
}

/// What all accounts have together, in whatever form.
pub fn sum_of_all_accounts() -> Balance {
	frame_system::Account::<Runtime>::iter_keys().map(|who| Balances::total_balance(&who)).sum()
}

pub fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

/// A transaction of `call` signed by `key` with its next nonce.
pub fn signed(key: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	signed_with_nonce(key, System::account_nonce(account(key)), call.into())
}

fn signed_with_nonce(key: Sr25519Keyring, nonce: Nonce, call: RuntimeCall) -> UncheckedExtrinsic {
	let extension: TxExtension = (
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(generic::Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
	);
	let payload = SignedPayload::new(call.clone(), extension.clone()).expect("every part of it is known");
	let signature = payload.using_encoded(|bytes| key.pair().sign(bytes));
	UncheckedExtrinsic::new_signed(call, account(key).into(), signature.into(), extension)
}

/// Starts a block at `now` (milliseconds): slot digest and timestamp.
pub fn begin_block(now: Moment) {
	let number = System::block_number() + 1;
	let slot = Slot::from(now / Aura::slot_duration());
	let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
	let parent = if number == 1 { sp_core::H256::repeat_byte(7) } else { System::parent_hash() };
	let header = Header::new(number, Default::default(), Default::default(), parent, digest);
	Executive::initialize_block(&header);
	let time = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now });
	apply(UncheckedExtrinsic::new_bare(time)).expect("the time is valid").expect("the time is set");
}

/// Applies a transaction in the block that was begun.
pub fn apply(transaction: UncheckedExtrinsic) -> Result<DispatchResult, TransactionValidityError> {
	Executive::apply_extrinsic(transaction)
}

/// Ends the block that was begun.
pub fn end_block() {
	Executive::finalize_block();
}

/// A whole block at `now` with one transaction for each call; all must be valid and succeed.
pub fn block(now: Moment, calls: Vec<(Sr25519Keyring, RuntimeCall)>) {
	begin_block(now);
	for (key, call) in calls {
		let what = format!("{call:?}");
		let outcome = apply(signed(key, call));
		assert_eq!(outcome, Ok(Ok(())), "{what}");
	}
	end_block();
}
