//! Gives an account its first AINU.
//!
//! A claim is an unsigned transaction without a fee, because whoever needs the faucet cannot pay one. A proof of
//! work over the account and a recent block keeps it from being free to abuse:
//! `blake2_256(b"ainur/faucet" ++ account ++ block_hash(anchor) ++ nonce as u64 little endian)` must start with
//! [`Config::Difficulty`] zero bits. An account may claim once per [`Config::IntervalMs`], and a block takes at
//! most [`Config::MaxClaimsPerBlock`] claims: those with the most zero bits, so that whoever is crowded out by others
//! can get in with more work.
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod weights;

use ainur_primitives::{Balance, Moment};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get, Time,
	},
	PalletId,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::{AccountIdConversion, Saturating};

/// What the proof of work starts with, so that the work serves nothing else.
pub const WORK_PREFIX: &[u8] = b"ainur/faucet";

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native token.
		type Currency: Mutate<Self::AccountId, Balance = Balance>;
		/// The chain's clock, in milliseconds.
		type Time: Time<Moment = Moment>;
		/// Whether this network has a faucet at all.
		#[pallet::constant]
		type Enabled: Get<bool>;
		/// The account that pays. Whatever is sent to it refills the faucet.
		#[pallet::constant]
		type Pot: Get<PalletId>;
		/// What one claim pays, in planck.
		#[pallet::constant]
		type Amount: Get<Balance>;
		/// How long an account waits between two claims, in milliseconds.
		#[pallet::constant]
		type IntervalMs: Get<Moment>;
		/// Leading zero bits that the work must have.
		#[pallet::constant]
		type Difficulty: Get<u32>;
		/// How many blocks back an anchor may lie.
		#[pallet::constant]
		type AnchorWindow: Get<BlockNumberFor<Self>>;
		/// How many claims a block takes.
		#[pallet::constant]
		type MaxClaimsPerBlock: Get<u32>;
		/// Weights of this pallet's calls.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// When an account last claimed, in milliseconds since the epoch.
	#[pallet::storage]
	pub type LastClaim<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Moment>;

	/// Claims in the block being built; not there between blocks.
	#[pallet::storage]
	pub type ClaimsInBlock<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account was paid from the pot.
		Claimed {
			/// The account.
			who: T::AccountId,
			/// What it got, in planck.
			amount: Balance,
			/// When it may claim again, in milliseconds since the epoch.
			next_at: Moment,
		},
	}

	/// Why a claim is refused. Before a claim is in a block the same reasons are told as
	/// `InvalidTransaction::Custom` with the number in brackets.
	#[pallet::error]
	pub enum Error<T> {
		/// This network has no faucet (1).
		Disabled,
		/// The account claimed less than the interval ago (2).
		TooSoon,
		/// The work has not enough leading zero bits (3).
		BadWork,
		/// The anchor is not one of the last blocks (4).
		BadAnchor,
		/// The pot cannot pay (5).
		EmptyPot,
		/// The block already has as many claims as it may have.
		BlockFull,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::on_finalize()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			ClaimsInBlock::<T>::kill();
		}

		fn integrity_test() {
			assert!(T::Difficulty::get() <= 256, "no hash has more than 256 zero bits");
			assert!(
				T::AnchorWindow::get() < T::BlockHashCount::get(),
				"the hash of every allowed anchor must be known"
			);
			assert!(T::Amount::get() >= T::Currency::minimum_balance(), "a claim must make an account exist");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Pays `who` from the pot. Unsigned and without a fee.
		///
		/// `anchor` is the number of one of the last [`Config::AnchorWindow`] blocks, `nonce` the solution of
		/// the proof of work.
		#[pallet::call_index(0)]
		#[pallet::weight((T::WeightInfo::claim(), Pays::No))]
		pub fn claim(
			origin: OriginFor<T>,
			who: T::AccountId,
			anchor: BlockNumberFor<T>,
			nonce: u64,
		) -> DispatchResult {
			ensure_none(origin)?;
			Self::do_claim(who, anchor, nonce)
		}
	}

	#[allow(deprecated)]
	#[pallet::validate_unsigned]
	impl<T: Config> ValidateUnsigned for Pallet<T> {
		type Call = Call<T>;

		fn validate_unsigned(_: TransactionSource, call: &Self::Call) -> TransactionValidity {
			let Call::claim { who, anchor, nonce } = call else {
				return InvalidTransaction::Call.into();
			};
			let bits = Self::check(who, *anchor, *nonce).map_err(Self::as_invalid)?;
			// One claim per account waits in the pool at a time.
			ValidTransaction::with_tag_prefix("AinurFaucet")
				.and_provides(who)
				.priority(TransactionPriority::from(bits))
				.longevity(16)
				.propagate(true)
				.build()
		}

		fn pre_dispatch(call: &Self::Call) -> Result<(), TransactionValidityError> {
			let Call::claim { who, anchor, nonce } = call else {
				return Err(InvalidTransaction::Call.into());
			};
			// Refused for this block only: the pool keeps it for the next one.
			if ClaimsInBlock::<T>::get() >= T::MaxClaimsPerBlock::get() {
				return Err(InvalidTransaction::ExhaustsResources.into());
			}
			Self::check(who, *anchor, *nonce).map(drop).map_err(|error| Self::as_invalid(error).into())
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account that the faucet pays from.
	pub fn pot() -> T::AccountId {
		T::Pot::get().into_account_truncating()
	}

	fn do_claim(
		who: T::AccountId,
		anchor: BlockNumberFor<T>,
		nonce: u64,
	) -> frame_support::pallet_prelude::DispatchResult {
		let claims = ClaimsInBlock::<T>::get();
		ensure!(claims < T::MaxClaimsPerBlock::get(), Error::<T>::BlockFull);
		Self::check(&who, anchor, nonce)?;
		let (amount, now) = (T::Amount::get(), T::Time::now());
		T::Currency::transfer(&Self::pot(), &who, amount, Preservation::Preserve)?;
		ClaimsInBlock::<T>::put(claims.saturating_add(1));
		LastClaim::<T>::insert(&who, now);
		let next_at = now.saturating_add(T::IntervalMs::get());
		Self::deposit_event(Event::Claimed { who, amount, next_at });
		Ok(())
	}

	/// Whether a claim would be paid now, block limit aside. Returns the leading zero bits of its work.
	fn check(who: &T::AccountId, anchor: BlockNumberFor<T>, nonce: u64) -> Result<u32, Error<T>> {
		ensure!(T::Enabled::get(), Error::<T>::Disabled);
		if let Some(last) = LastClaim::<T>::get(who) {
			ensure!(T::Time::now() >= last.saturating_add(T::IntervalMs::get()), Error::<T>::TooSoon);
		}
		let current = frame_system::Pallet::<T>::block_number();
		ensure!(anchor < current, Error::<T>::BadAnchor);
		ensure!(current.saturating_sub(anchor) <= T::AnchorWindow::get(), Error::<T>::BadAnchor);
		let hash = frame_system::Pallet::<T>::block_hash(anchor);
		// The hash of a block that is not known reads as zeros, which anybody could work on in advance.
		ensure!(hash != T::Hash::default(), Error::<T>::BadAnchor);
		let bits = Self::zero_bits(who, hash, nonce);
		ensure!(bits >= T::Difficulty::get(), Error::<T>::BadWork);
		let funds = T::Currency::reducible_balance(&Self::pot(), Preservation::Preserve, Fortitude::Polite);
		ensure!(funds >= T::Amount::get(), Error::<T>::EmptyPot);
		Ok(bits)
	}

	/// Leading zero bits of the work that `nonce` is for `who` at the block with `hash`.
	pub fn zero_bits(who: &T::AccountId, hash: T::Hash, nonce: u64) -> u32 {
		let mut input = WORK_PREFIX.to_vec();
		who.encode_to(&mut input);
		hash.encode_to(&mut input);
		nonce.encode_to(&mut input);
		let digest = sp_io::hashing::blake2_256(&input);
		let zeros = digest.iter().take_while(|byte| **byte == 0).count();
		let rest = digest.get(zeros).map_or(0, |byte| byte.leading_zeros());
		(zeros as u32).saturating_mul(8).saturating_add(rest)
	}

	#[allow(deprecated)]
	fn as_invalid(error: Error<T>) -> sp_runtime::transaction_validity::InvalidTransaction {
		use sp_runtime::transaction_validity::InvalidTransaction::{Custom, ExhaustsResources};
		match error {
			Error::Disabled => Custom(1),
			Error::TooSoon => Custom(2),
			Error::BadWork => Custom(3),
			Error::BadAnchor => Custom(4),
			Error::EmptyPot => Custom(5),
			_ => ExhaustsResources,
		}
	}

	/// No claim lies in the future, and the counter does not outlive its block. Holds between blocks.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
		let now = T::Time::now();
		ensure!(LastClaim::<T>::iter_values().all(|at| at <= now), "a claim lies in the future");
		ensure!(!ClaimsInBlock::<T>::exists(), "the counter of claims outlived its block");
		Ok(())
	}
}
