//! Moving money.
//!
//! Money is locked by calls, which may fail for want of it, and moved out of the locks by settlements, which
//! must not fail: nobody should be able to stop a payment or a refund. What could stop one:
//!
//! * *Freezes.* A submitter's governance lock covers escrow too. Holds and payments are therefore forced:
//!   locks do not stand in their way.
//! * *A receiver that does not exist*, with an amount below the existential deposit. An account with a hold
//!   cannot be reaped, so submitters and bidders exist while they have something to get. What an owner gets is
//!   moved after the owner's bond was released, which alone is worth more than the existential deposit, and so
//!   is every slashed bond that the treasury gets. A fee that is too small for a treasury which does not exist
//!   yet is waived. What remains is less than an existential deposit for an account that lives from another
//!   pallet's provider reference and has an empty free balance: that is dust, and goes where the currency
//!   sends dust.
//! * *Books that disagree*, because something else took money out of a hold. Then the whole settlement is
//!   undone and tried again later ([`crate::Event::SettlementPostponed`]); other tasks are not held up.

use crate::{Config, HoldReason, Pallet, Task, BOND_RATE, MIN_BOND};
use ainur_primitives::Balance;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Inspect, MutateHold, Unbalanced, UnbalancedHold},
		tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
	},
};
use sp_runtime::traits::Zero;

/// The bond for what is worth `value`, in planck. A bid stands for the whole budget: what its agent could waste is
/// not its own price but the submitter's time. A dispute stands for the price.
pub fn bond_for(value: Balance) -> Balance {
	(BOND_RATE * value).max(MIN_BOND)
}

impl<T: Config> Pallet<T> {
	/// Puts `amount` of the free balance of `who` on hold. The account stays alive.
	pub(crate) fn lock(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Currency::hold(&reason.into(), who, amount)
	}

	/// Gives `who` back `amount` that is on hold.
	pub(crate) fn unlock(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::move_held(reason, who, who, amount)
	}

	/// Moves `amount` on hold in the account `from` to the free balance of `to`. Must run in a storage
	/// layer. Fails only if less than that is on hold.
	pub(crate) fn move_held(
		reason: HoldReason,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let reason = reason.into();
		match T::Currency::can_deposit(to, amount, Provenance::Extant) {
			DepositConsequence::BelowMinimum => {
				let dust = T::Currency::decrease_balance_on_hold(&reason, from, amount, Precision::Exact)?;
				T::Currency::handle_raw_dust(dust);
			}
			_ if from == to => {
				T::Currency::release(&reason, to, amount, Precision::Exact)?;
			}
			_ => {
				T::Currency::transfer_on_hold(
					&reason,
					from,
					to,
					amount,
					Precision::Exact,
					Restriction::Free,
					Fortitude::Force,
				)?;
			}
		}
		Ok(())
	}

	/// The treasury's share of the price, at the rate of when the task was posted, in planck; 0 if the
	/// treasury's account cannot take it.
	pub(crate) fn fee_for(task: &Task<T::AccountId>) -> Balance {
		let fee = task.fee.mul_floor(task.price);
		match T::Currency::can_deposit(&T::Treasury::get(), fee, Provenance::Extant) {
			DepositConsequence::Success => fee,
			_ => 0,
		}
	}
}
