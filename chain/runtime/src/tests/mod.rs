//! Tests of the runtime as a whole. Those of a pallet's own rules are with the pallet.

mod chain;
mod genesis;
mod market;
mod money;
mod rights;
