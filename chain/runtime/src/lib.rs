//! The runtime of an Ainur chain: a marketplace for agents' work.
//!
//! Units are those of `ainur_primitives`: amounts in planck, times in milliseconds.
#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]

extern crate alloc;

mod apis;
mod configs;
mod network;
mod parameters;
pub mod presets;
#[cfg(test)]
mod tests;

pub use ainur_primitives::{Balance, Moment};
pub use configs::{proxy::ProxyType, treasury};
pub use network::pallet as pallet_network;
pub use parameters::{
	dynamic_params, LongestStep, ProtocolFee, ResolutionMs, RetentionMs, RuntimeParameters,
	RuntimeParametersKey, StartMs,
};

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

/// Any of the three signature schemes.
pub type Signature = MultiSignature;
/// 32 bytes, written as SS58 with prefix 42.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How calls name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Transactions sent by an account so far.
pub type Nonce = u32;
/// Number of a block.
pub type BlockNumber = u32;
/// Block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// What is checked about a transaction besides its signature, in this order.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);
/// A transaction.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// What a transaction's signature covers.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Applies blocks to the state.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// Keys of an authority.
	pub struct SessionKeys {
		/// Makes blocks.
		pub aura: Aura,
		/// Finalizes them.
		pub grandpa: Grandpa,
	}
}

/// Version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("ainur"),
	impl_name: Cow::Borrowed("ainur"),
	authoring_version: 1,
	spec_version: 6,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

#[frame_support::runtime]
mod runtime {
	/// An Ainur chain.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Runtime>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
	#[runtime::pallet_index(2)]
	pub type Aura = pallet_aura::Pallet<Runtime>;
	#[runtime::pallet_index(3)]
	pub type Grandpa = pallet_grandpa::Pallet<Runtime>;
	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances::Pallet<Runtime>;
	#[runtime::pallet_index(5)]
	pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
	#[runtime::pallet_index(6)]
	pub type Sudo = pallet_sudo::Pallet<Runtime>;
	#[runtime::pallet_index(7)]
	pub type Utility = pallet_utility::Pallet<Runtime>;
	#[runtime::pallet_index(8)]
	pub type Proxy = pallet_proxy::Pallet<Runtime>;
	#[runtime::pallet_index(9)]
	pub type Multisig = pallet_multisig::Pallet<Runtime>;
	#[runtime::pallet_index(10)]
	pub type Parameters = pallet_parameters::Pallet<Runtime>;
	#[runtime::pallet_index(11)]
	pub type Network = crate::pallet_network::Pallet<Runtime>;
	#[runtime::pallet_index(12)]
	pub type Clock = pallet_clock::Pallet<Runtime>;
	#[runtime::pallet_index(20)]
	pub type Agents = pallet_agents::Pallet<Runtime>;
	#[runtime::pallet_index(21)]
	pub type Tasks = pallet_tasks::Pallet<Runtime>;
	#[runtime::pallet_index(22)]
	pub type Reputation = pallet_reputation::Pallet<Runtime>;
	#[runtime::pallet_index(23)]
	pub type Faucet = pallet_faucet::Pallet<Runtime>;
}
