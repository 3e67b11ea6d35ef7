//! The register of agents.
//!
//! An account registers an agent under a name (DID), says what it offers and at what price, and stakes at least
//! [`Config::MinStake`] on it. Stake that is taken out stays on hold for [`Config::UnbondingMs`]. All stakes are
//! holds on the owner's account for [`HoldReason::Stake`].
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(any(feature = "std", feature = "try-runtime"))]
extern crate alloc;

pub use pallet::*;
pub use types::{Agent, AgentStatus, MaxUnlocking, Unlock, Unlocking};
pub use weights::WeightInfo;

#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
mod lifecycle;
#[cfg(test)]
mod mock;
mod registry;
mod stake;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

use ainur_primitives::{Balance, Capabilities, Cid, Did, Moment};
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, Time},
};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_system::pallet_prelude::*;

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The stake of an agent, unbonding parts included.
		Stake,
	}

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native token.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>;
		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// The chain's clock, in milliseconds.
		type Time: Time<Moment = Moment>;
		/// What an agent must have at stake, in planck.
		#[pallet::constant]
		type MinStake: Get<Balance>;
		/// How long stake stays on hold after it was taken out, in milliseconds.
		type UnbondingMs: Get<Moment>;
		/// Weights of this pallet's calls.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// All agents that were ever registered. A retired one stays, so that nobody else can take its name.
	#[pallet::storage]
	pub type Agents<T: Config> = StorageMap<_, Blake2_128Concat, Did, Agent<T::AccountId>>;

	/// What happened. An index built from these events knows everything about every agent.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An agent was registered.
		AgentRegistered {
			/// Its name.
			did: Did,
			/// Acts and is paid for it.
			owner: T::AccountId,
			/// What it offers.
			capabilities: Capabilities,
			/// What it usually asks for a task, in planck.
			price: Balance,
			/// Where its manifest is.
			manifest_cid: Cid,
			/// What was put on hold for it, in planck.
			stake: Balance,
		},
		/// What an agent offers changed; all values are the new ones.
		AgentUpdated {
			/// The agent.
			did: Did,
			/// What it offers.
			capabilities: Capabilities,
			/// What it usually asks for a task, in planck.
			price: Balance,
			/// Where its manifest is.
			manifest_cid: Cid,
		},
		/// An agent takes no new work.
		AgentPaused {
			/// The agent.
			did: Did,
		},
		/// An agent takes work again.
		AgentResumed {
			/// The agent.
			did: Did,
		},
		/// More was put at stake.
		StakeAdded {
			/// The agent.
			did: Did,
			/// What was added, in planck.
			amount: Balance,
			/// The whole stake now, in planck.
			stake: Balance,
		},
		/// A part of the stake was taken out and stays on hold for a while.
		StakeUnbonding {
			/// The agent.
			did: Did,
			/// What was taken out, in planck.
			amount: Balance,
			/// What is left at stake, in planck.
			stake: Balance,
			/// When it can be withdrawn, in milliseconds since the epoch.
			available_at: Moment,
		},
		/// What had been taken out of the stake is free again.
		StakeWithdrawn {
			/// The agent.
			did: Did,
			/// How much, in planck.
			amount: Balance,
		},
		/// An agent is no more.
		AgentDeregistered {
			/// The agent.
			did: Did,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The name is not `did:ainur:` followed by `[a-z0-9][a-z0-9-]{0,50}`.
		BadDid,
		/// The name is taken.
		AlreadyRegistered,
		/// There is no such agent.
		UnknownAgent,
		/// The caller does not own the agent.
		NotOwner,
		/// An agent must offer something, and each thing once, as 1 to 32 small letters, digits and dashes.
		BadCapabilities,
		/// The manifest's CID is not letters and digits.
		BadManifestCid,
		/// The stake would be below the minimum.
		StakeTooLow,
		/// The amount is zero.
		ZeroAmount,
		/// The agent was deregistered.
		Retired,
		/// The agent is not active.
		NotActive,
		/// The agent is not paused.
		NotPaused,
		/// The agent has a task in progress.
		TaskInProgress,
		/// Too many parts of the stake are unbonding; withdraw some or wait.
		TooManyUnlocking,
		/// Nothing is due for withdrawal.
		NothingToWithdraw,
		/// A sum is too large to compute.
		Overflow,
		/// The price is below 0.1 AINU.
		PriceTooLow,
	}

	/// The rules of the pallet that are the same on every network.
	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The least that an agent may ask for a task, in planck.
		fn min_price() -> Balance {
			ainur_primitives::MIN_PRICE
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MinStake::get() > 0, "an agent without a stake has nothing to lose");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers an agent called `did` and puts `stake` planck of the caller on hold for it. The price is at
		/// least [`MIN_PRICE`](ainur_primitives::MIN_PRICE).
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			did: Did,
			capabilities: Capabilities,
			price: Balance,
			manifest_cid: Cid,
			stake: Balance,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_register(owner, did, capabilities, price, manifest_cid, stake)
		}

		/// Changes what is given and leaves the rest as it is.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::update())]
		pub fn update(
			origin: OriginFor<T>,
			did: Did,
			capabilities: Option<Capabilities>,
			price: Option<Balance>,
			manifest_cid: Option<Cid>,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_update(owner, did, capabilities, price, manifest_cid)
		}

		/// Takes no new work from now on.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_status())]
		pub fn pause(origin: OriginFor<T>, did: Did) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_pause(owner, did)
		}

		/// Takes work again.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_status())]
		pub fn resume(origin: OriginFor<T>, did: Did) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_resume(owner, did)
		}

		/// Puts `amount` more planck at stake.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::add_stake())]
		pub fn add_stake(origin: OriginFor<T>, did: Did, amount: Balance) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_add_stake(owner, did, amount)
		}

		/// Starts to unbond `amount` planck. What stays must be at least the minimum.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::unstake())]
		pub fn unstake(origin: OriginFor<T>, did: Did, amount: Balance) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_unstake(owner, did, amount)
		}

		/// Frees every part of the stake whose unbonding is over.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_unbonded())]
		pub fn withdraw_unbonded(origin: OriginFor<T>, did: Did) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_withdraw_unbonded(owner, did)
		}

		/// Retires the agent: its whole stake starts to unbond. Not while a task is in progress.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::deregister())]
		pub fn deregister(origin: OriginFor<T>, did: Did) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_deregister(owner, did)
		}
	}
}
