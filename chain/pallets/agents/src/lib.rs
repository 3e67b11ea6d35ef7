//! The register of agents.
//!
//! An account registers an agent under a name (DID), says what it offers and at what price, and stakes at least
//! [`Config::MinStake`] on it. Stake that is taken out stays on hold for [`Config::UnbondingMs`]. All stakes are
//! holds on the owner's account for [`HoldReason::Stake`].
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use types::{Agent, AgentStatus, MaxUnlocking, Unlock, Unlocking};
pub use weights::WeightInfo;

#[cfg(test)]
mod mock;
mod registry;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

use ainur_primitives::{Balance, Capabilities, Cid, Did, Moment};
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::MutateHold,
		tokens::Precision,
		Time,
	},
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

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// All agents that were ever registered. A retired one stays, so that nobody else can take its name.
	#[pallet::storage]
	pub type Agents<T: Config> = StorageMap<_, Blake2_128Concat, Did, Agent<T::AccountId>>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An agent was registered. `price` and `stake` are in planck.
		AgentRegistered {
			did: Did,
			owner: T::AccountId,
			capabilities: Capabilities,
			price: Balance,
			manifest_cid: Cid,
			stake: Balance,
		},
		/// What an agent offers changed; all values are the new ones.
		AgentUpdated { did: Did, capabilities: Capabilities, price: Balance, manifest_cid: Cid },
		/// An agent takes no new work.
		AgentPaused { did: Did },
		/// An agent takes work again.
		AgentResumed { did: Did },
		/// `amount` planck were added, which makes `stake`.
		StakeAdded { did: Did, amount: Balance, stake: Balance },
		/// `amount` planck were taken out, which leaves `stake`; they can be withdrawn at `available_at`
		/// (milliseconds since the epoch).
		StakeUnbonding { did: Did, amount: Balance, stake: Balance, available_at: Moment },
		/// `amount` planck are free again.
		StakeWithdrawn { did: Did, amount: Balance },
		/// An agent is no more.
		AgentDeregistered { did: Did },
	}

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
		/// An agent must offer something, and each thing once, as non-empty UTF-8.
		BadCapabilities,
		/// The manifest's CID is empty or not plain text.
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
		/// Registers an agent called `did` and puts `stake` planck of the caller on hold for it.
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

impl<T: Config> Pallet<T> {
	fn do_register(
		owner: T::AccountId,
		did: Did,
		capabilities: Capabilities,
		price: Balance,
		manifest_cid: Cid,
		stake: Balance,
	) -> DispatchResult {
		ensure!(ainur_primitives::is_valid_did(&did), Error::<T>::BadDid);
		Self::ensure_capabilities(&capabilities)?;
		Self::ensure_cid(&manifest_cid)?;
		ensure!(stake >= T::MinStake::get(), Error::<T>::StakeTooLow);
		let unlocking = match Agents::<T>::get(&did) {
			Some(old) => {
				let free = old.status == AgentStatus::Retired && old.owner == owner;
				ensure!(free, Error::<T>::AlreadyRegistered);
				old.unlocking
			},
			None => Unlocking::default(),
		};
		T::Currency::hold(&HoldReason::Stake.into(), &owner, stake)?;
		let agent = Agent {
			owner: owner.clone(),
			status: AgentStatus::Active,
			capabilities: capabilities.clone(),
			price,
			manifest_cid: manifest_cid.clone(),
			stake,
			unlocking,
			engaged: 0,
			registered_at: T::Time::now(),
		};
		Agents::<T>::insert(&did, agent);
		Self::deposit_event(Event::AgentRegistered { did, owner, capabilities, price, manifest_cid, stake });
		Ok(())
	}

	fn do_update(
		owner: T::AccountId,
		did: Did,
		capabilities: Option<Capabilities>,
		price: Option<Balance>,
		manifest_cid: Option<Cid>,
	) -> DispatchResult {
		let agent = Self::mutate(&owner, &did, |agent| {
			if let Some(capabilities) = capabilities {
				Self::ensure_capabilities(&capabilities)?;
				agent.capabilities = capabilities;
			}
			if let Some(cid) = manifest_cid {
				Self::ensure_cid(&cid)?;
				agent.manifest_cid = cid;
			}
			agent.price = price.unwrap_or(agent.price);
			Ok(agent.clone())
		})?;
		let Agent { capabilities, price, manifest_cid, .. } = agent;
		Self::deposit_event(Event::AgentUpdated { did, capabilities, price, manifest_cid });
		Ok(())
	}

	fn do_pause(owner: T::AccountId, did: Did) -> DispatchResult {
		Self::mutate(&owner, &did, |agent| {
			ensure!(agent.status == AgentStatus::Active, Error::<T>::NotActive);
			agent.status = AgentStatus::Paused;
			Ok(())
		})?;
		Self::deposit_event(Event::AgentPaused { did });
		Ok(())
	}

	fn do_resume(owner: T::AccountId, did: Did) -> DispatchResult {
		Self::mutate(&owner, &did, |agent| {
			ensure!(agent.status == AgentStatus::Paused, Error::<T>::NotPaused);
			agent.status = AgentStatus::Active;
			Ok(())
		})?;
		Self::deposit_event(Event::AgentResumed { did });
		Ok(())
	}

	fn do_add_stake(owner: T::AccountId, did: Did, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let stake = Self::mutate(&owner, &did, |agent| {
			agent.stake = agent.stake.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			T::Currency::hold(&HoldReason::Stake.into(), &owner, amount)?;
			Ok(agent.stake)
		})?;
		Self::deposit_event(Event::StakeAdded { did, amount, stake });
		Ok(())
	}

	fn do_unstake(owner: T::AccountId, did: Did, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let available_at = T::Time::now().saturating_add(T::UnbondingMs::get());
		let stake = Self::mutate(&owner, &did, |agent| {
			let left = agent.stake.checked_sub(amount).ok_or(Error::<T>::StakeTooLow)?;
			ensure!(left >= T::MinStake::get(), Error::<T>::StakeTooLow);
			let chunk = Unlock { amount, at: available_at };
			agent.unlocking.try_push(chunk).map_err(|_| Error::<T>::TooManyUnlocking)?;
			agent.stake = left;
			Ok(left)
		})?;
		Self::deposit_event(Event::StakeUnbonding { did, amount, stake, available_at });
		Ok(())
	}

	fn do_withdraw_unbonded(owner: T::AccountId, did: Did) -> DispatchResult {
		let now = T::Time::now();
		let amount = Agents::<T>::try_mutate(&did, |slot| {
			let agent = slot.as_mut().ok_or(Error::<T>::UnknownAgent)?;
			ensure!(agent.owner == owner, Error::<T>::NotOwner);
			let before = agent.held();
			agent.unlocking.retain(|chunk| chunk.at > now);
			let amount = before.saturating_sub(agent.held());
			ensure!(amount > 0, Error::<T>::NothingToWithdraw);
			T::Currency::release(&HoldReason::Stake.into(), &owner, amount, Precision::Exact)?;
			Ok::<_, DispatchError>(amount)
		})?;
		Self::deposit_event(Event::StakeWithdrawn { did, amount });
		Ok(())
	}

	fn do_deregister(owner: T::AccountId, did: Did) -> DispatchResult {
		let mut available_at = T::Time::now().saturating_add(T::UnbondingMs::get());
		let amount = Self::mutate(&owner, &did, |agent| {
			ensure!(agent.engaged == 0, Error::<T>::TaskInProgress);
			let amount = core::mem::take(&mut agent.stake);
			let chunk = Unlock { amount, at: available_at };
			// With a full list the stake joins the last part: leaving must not depend on free slots.
			if let Err(chunk) = agent.unlocking.try_push(chunk).map_err(|_| chunk) {
				let last = agent.unlocking.last_mut().ok_or(Error::<T>::TooManyUnlocking)?;
				last.amount = last.amount.checked_add(chunk.amount).ok_or(Error::<T>::Overflow)?;
				last.at = last.at.max(chunk.at);
				available_at = last.at;
			}
			agent.status = AgentStatus::Retired;
			Ok(amount)
		})?;
		Self::deposit_event(Event::StakeUnbonding { did: did.clone(), amount, stake: 0, available_at });
		Self::deposit_event(Event::AgentDeregistered { did });
		Ok(())
	}

	/// Changes an agent that `owner` owns and that is not retired; keeps nothing if `change` fails.
	fn mutate<R>(
		owner: &T::AccountId,
		did: &Did,
		change: impl FnOnce(&mut Agent<T::AccountId>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Agents::<T>::try_mutate(did, |slot| {
			let agent = slot.as_mut().ok_or(Error::<T>::UnknownAgent)?;
			ensure!(agent.owner == *owner, Error::<T>::NotOwner);
			ensure!(agent.status != AgentStatus::Retired, Error::<T>::Retired);
			change(agent)
		})
	}

	fn ensure_capabilities(capabilities: &Capabilities) -> DispatchResult {
		let each_good = capabilities.iter().enumerate().all(|(index, capability)| {
			let text = core::str::from_utf8(capability).is_ok_and(|text| !text.trim().is_empty());
			text && !capabilities.iter().take(index).any(|earlier| earlier == capability)
		});
		ensure!(!capabilities.is_empty() && each_good, Error::<T>::BadCapabilities);
		Ok(())
	}

	fn ensure_cid(cid: &Cid) -> DispatchResult {
		let good = !cid.is_empty() && cid.iter().all(u8::is_ascii_alphanumeric);
		ensure!(good, Error::<T>::BadManifestCid);
		Ok(())
	}

	/// What each owner has on hold for `Stake` is the sum of the stakes and unbonding parts of its agents, every
	/// agent that is not retired has the minimum, and a retired one has neither stake nor work.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
		use frame_support::traits::fungible::InspectHold as _;
		for (did, agent) in Agents::<T>::iter() {
			ensure!(ainur_primitives::is_valid_did(&did), "an agent has a bad name");
			match agent.status {
				AgentStatus::Retired =>
					ensure!(agent.stake == 0 && agent.engaged == 0, "a retired agent has stake or work"),
				_ => ensure!(agent.stake >= T::MinStake::get(), "an agent has less than the minimum stake"),
			}
			let sum = Agents::<T>::iter_values()
				.filter(|other| other.owner == agent.owner)
				.fold(0u128, |sum, other| sum.saturating_add(other.held()));
			let held = T::Currency::balance_on_hold(&HoldReason::Stake.into(), &agent.owner);
			ensure!(held == sum, "an owner's hold differs from the sum of its agents' stakes");
		}
		Ok(())
	}
}
