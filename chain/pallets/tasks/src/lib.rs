//! # Tasks
//!
//! Work that is paid for: a submitter posts a task with its budget in escrow, agents bid, the best bid is
//! matched when bidding ends, the agent works and delivers, and the escrow is settled.
//!
//! ## Life of a task
//!
//! Every state that is not terminal has exactly one deadline, so no task and no money can be stuck:
//!
//! | State     | left by a call                       | when its deadline passes                  |
//! |-----------|--------------------------------------|-------------------------------------------|
//! | Created   | `cancel` -> Cancelled                | -> Bidding (skipped without a delay)      |
//! | Bidding   | `cancel` -> Cancelled                | -> Matched, or NoBids without a candidate |
//! | Matched   | `start` -> Running, `fail` -> TimedOut | -> TimedOut (not started)               |
//! | Running   | `submit_result` -> Verifying, `fail` -> TimedOut | -> TimedOut (no result)       |
//! | Verifying | `accept` -> Finalized, `dispute` -> Disputed | -> Finalized, the agent is paid   |
//! | Disputed  | `resolve` -> Finalized               | -> Finalized, the agent is paid           |
//!
//! A deadline has passed once the timestamp of a block is at or past it. Calls that race with a deadline
//! are refused from that moment on; the transition itself happens at the end of the block, in the order of
//! the deadlines, for at most `MaxDueWeight`. What is left over waits for the next block, or for anybody who
//! calls `settle`. A terminal task is removed from storage after `RetentionMs`, in the same way.
//!
//! ## Money
//!
//! Everything is held in place (`fungible::hold`) in the account of whom it belongs to: the budget as
//! [`HoldReason::Escrow`], what an agent's owner puts behind a bid as [`HoldReason::Bond`], what a submitter
//! puts behind a dispute as [`HoldReason::DisputeBond`]. [`Pallet::do_try_state`] proves per account that the
//! holds are the sum of what the tasks say. How money moves, and why settling cannot fail for want of an
//! existential deposit, is explained in `funds.rs`.
//!
//! Units: amounts in planck, times in milliseconds since the epoch, durations in milliseconds.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bidding;
mod deadlines;
mod disputes;
mod errors;
mod events;
mod execution;
mod funds;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
mod matching;
mod migration;
mod posting;
mod settlement;
pub mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{Task, *};
	use ainur_primitives::{AgentRegistry, Balance, Capability, Cid, Did, Moment, Reputation, TaskId};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{Inspect, InspectHold, MutateHold},
			Time,
		},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The budget of a task, then the price, held from its submitter.
		Escrow,
		/// What stands behind a bid, held from the agent's owner.
		Bond,
		/// What stands behind a dispute, held from the submitter.
		DisputeBond,
	}

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The money.
		type Currency: Inspect<Self::AccountId, Balance = Balance>
			+ InspectHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ MutateHold<Self::AccountId>;

		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;

		/// The time of the block, in milliseconds since the epoch.
		type Time: Time<Moment = Moment>;

		/// The register of agents.
		type Agents: AgentRegistry<Self::AccountId>;

		/// The record of agents' work.
		type Reputation: Reputation;

		/// Who settles disputes.
		type ResolverOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The account that receives protocol fees and slashed bonds.
		type Treasury: Get<Self::AccountId>;

		/// The treasury's share of a price, rounded down. A task keeps the one it was posted under.
		type ProtocolFee: Get<Permill>;

		/// The shortest bidding time that can be asked for, in milliseconds.
		type MinBiddingMs: Get<Moment>;

		/// The shortest dispute window that can be asked for, in milliseconds.
		type MinDisputeMs: Get<Moment>;

		/// How long a matched agent has to start, in milliseconds.
		type StartMs: Get<Moment>;

		/// How long a dispute waits for its resolution, in milliseconds.
		type ResolutionMs: Get<Moment>;

		/// How long a task that is over stays in storage, in milliseconds.
		type RetentionMs: Get<Moment>;

		/// The most bids that a task takes.
		#[pallet::constant]
		type MaxBids: Get<u32>;

		/// The most weight that the end of a block may spend on tasks that are due: a large share of a block, so
		/// that what is due never piles up.
		#[pallet::constant]
		type MaxDueWeight: Get<Weight>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(migration::VERSION)]
	pub struct Pallet<T>(_);

	/// Number of the next task.
	#[pallet::storage]
	pub type NextTaskId<T> = StorageValue<_, TaskId, ValueQuery>;

	/// Every task that is not over, and those that are until they are removed.
	#[pallet::storage]
	pub type Tasks<T: Config> = StorageMap<_, Blake2_128Concat, TaskId, Task<T::AccountId>>;

	/// The bids on a task in the order they came, until bidding ends.
	#[pallet::storage]
	pub type Bids<T: Config> =
		StorageMap<_, Blake2_128Concat, TaskId, BoundedVec<Bid<T::AccountId>, T::MaxBids>, ValueQuery>;

	/// One entry for every task that is not terminal. The order of the keys is the order in time.
	#[pallet::storage]
	pub type Deadlines<T> = StorageMap<_, Identity, DeadlineKey, ()>;

	/// One entry for every terminal task: when it is removed. The order of the keys is the order in time.
	#[pallet::storage]
	pub type Removals<T> = StorageMap<_, Identity, DeadlineKey, ()>;

	/// The rules of the pallet that are the same on every network.
	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The smallest budget, in planck.
		fn min_budget() -> Balance {
			MIN_BUDGET
		}
		/// The largest budget, in planck.
		fn max_budget() -> Balance {
			MAX_BUDGET
		}
		/// The least that an agent may ask for, in planck.
		fn min_price() -> Balance {
			ainur_primitives::MIN_PRICE
		}
		/// The smallest bond behind a bid or a dispute, in planck.
		fn min_bond() -> Balance {
			MIN_BOND
		}
		/// A bond's share of the budget of a task that is bid on, or of the price of a disputed result, where that
		/// is more than the smallest bond.
		fn bond_rate() -> Permill {
			BOND_RATE
		}
		/// The shortest working time, in milliseconds.
		fn min_timeout_ms() -> Moment {
			MIN_TIMEOUT_MS
		}
		/// The longest working time, in milliseconds.
		fn max_timeout_ms() -> Moment {
			MAX_TIMEOUT_MS
		}
		/// The longest delay, bidding time and dispute window, in milliseconds.
		fn max_window_ms() -> Moment {
			MAX_WINDOW_MS
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_runtime_upgrade() -> Weight {
			migration::migrate::<T>()
		}

		/// Its weight is reserved once the block's time is known, by `OnTimestampSet`.
		fn on_finalize(_: BlockNumberFor<T>) {
			Self::process_due(T::Time::now());
		}

		fn integrity_test() {
			assert!(T::MaxBids::get() > 0, "tasks need room for a bid");
			let heaviest = Self::heaviest_passing().saturating_add(T::WeightInfo::look_for_due());
			assert!(heaviest.all_lte(T::MaxDueWeight::get()), "every deadline must be able to pass");
			// Then a released bond leaves an account that can receive any amount, and the treasury can
			// receive any slashed bond: see `funds.rs`.
			assert!(MIN_BOND >= T::Currency::minimum_balance(), "a bond must keep an account alive");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Posts a task and puts its budget in escrow. Bidding opens after `opens_in_ms`, at once if that is 0.
		#[pallet::call_index(0)]
		#[pallet::weight(weights::to_post::<T::WeightInfo>(params.opens_in_ms > 0))]
		pub fn post(origin: OriginFor<T>, params: PostParams) -> DispatchResult {
			Self::do_post(ensure_signed(origin)?, params)
		}

		/// Withdraws a task whose bidding has not ended. The submitter gets the budget back, the bidders
		/// their bonds.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::cancel(T::MaxBids::get()))]
		pub fn cancel(origin: OriginFor<T>, task: TaskId) -> DispatchResultWithPostInfo {
			let bids = Self::do_cancel(ensure_signed(origin)?, task)?;
			Ok(Some(T::WeightInfo::cancel(bids)).into())
		}

		/// Bids on a task for an agent of the caller's, holding a bond of 10 % of the task's budget, at least 0.1
		/// AINU. One bid per agent; the submitter's own agents may bid too. In a full list a cheaper bid takes the
		/// place of the dearest one, the latest of equals, whose bond is released.
		#[pallet::call_index(2)]
		#[pallet::weight(weights::to_bid::<T::WeightInfo>(T::MaxBids::get()))]
		pub fn bid(origin: OriginFor<T>, task: TaskId, did: Did, price: Balance) -> DispatchResult {
			Self::do_bid(ensure_signed(origin)?, task, did, price)
		}

		/// Takes an agent's bid back, and its bond.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::retract_bid(T::MaxBids::get()))]
		pub fn retract_bid(origin: OriginFor<T>, task: TaskId, did: Did) -> DispatchResult {
			Self::do_retract_bid(ensure_signed(origin)?, task, did)
		}

		/// The chosen agent's owner says that the work begins.
		#[pallet::call_index(4)]
		pub fn start(origin: OriginFor<T>, task: TaskId) -> DispatchResult {
			Self::do_start(ensure_signed(origin)?, task)
		}

		/// Delivers the result. `output_hash` is the BLAKE3 hash of the output's bytes.
		#[pallet::call_index(5)]
		#[pallet::weight(weights::to_submit_result::<T::WeightInfo>())]
		pub fn submit_result(
			origin: OriginFor<T>,
			task: TaskId,
			output_cid: Cid,
			output_hash: [u8; 32],
			receipt_cid: Cid,
			fuel: u64,
		) -> DispatchResult {
			let result = TaskResult { output_cid, output_hash, receipt_cid, fuel };
			Self::do_submit_result(ensure_signed(origin)?, task, result)
		}

		/// The chosen agent's owner gives up: the submitter is refunded at once, the bond is slashed.
		#[pallet::call_index(6)]
		pub fn fail(origin: OriginFor<T>, task: TaskId, reason: FailReason) -> DispatchResult {
			Self::do_fail(ensure_signed(origin)?, task, reason)
		}

		/// Accepts the result: the agent is paid at once.
		#[pallet::call_index(7)]
		pub fn accept(origin: OriginFor<T>, task: TaskId) -> DispatchResult {
			Self::do_accept(ensure_signed(origin)?, task)
		}

		/// Disputes the result, holding a bond of 10 % of the price, at least 0.1 AINU, which the agent's
		/// owner gets if the dispute is lost.
		#[pallet::call_index(8)]
		pub fn dispute(origin: OriginFor<T>, task: TaskId, reason: DisputeReason) -> DispatchResult {
			Self::do_dispute(ensure_signed(origin)?, task, reason)
		}

		/// Decides a dispute.
		#[pallet::call_index(9)]
		pub fn resolve(origin: OriginFor<T>, task: TaskId, in_favour_of: Party) -> DispatchResult {
			T::ResolverOrigin::ensure_origin(origin)?;
			Self::do_resolve(task, in_favour_of)
		}

		/// Does what is due about a task: what the end of a block does, for whoever does not want to wait for it.
		/// Anybody may call it.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::settle().saturating_add(Pallet::<T>::heaviest_passing()))]
		pub fn settle(origin: OriginFor<T>, task: TaskId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let done = Self::do_settle(task)?;
			Ok(Some(T::WeightInfo::settle().saturating_add(done)).into())
		}
	}
}
