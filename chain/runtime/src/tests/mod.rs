//! Tests of the runtime as a whole. Those of a pallet's own rules are with the pallet.

#[cfg(not(feature = "production"))]
mod chain;
#[cfg(not(feature = "production"))]
mod genesis;
#[cfg(not(feature = "production"))]
mod market;
#[cfg(not(feature = "production"))]
mod money;
#[cfg(feature = "production")]
mod production;
#[cfg(not(feature = "production"))]
mod rights;
