//! What has to be known about English.

use std::collections::BTreeSet;
use std::sync::LazyLock;

type Words = LazyLock<BTreeSet<&'static str>>;

/// The words of a text, to be looked up: a long task asks for hundreds of thousands of them.
macro_rules! words {
	($text:expr) => {
		LazyLock::new(|| $text.split(' ').collect())
	};
}

/// Words that say nothing about the subject.
static STOP_WORDS: Words = words!(
	"a about above after again against all almost alone along already also although always am \
among an and another any anybody anyone anything are as at away be became because become been before being below \
between both but by came can cannot come could did do does doing done down during each either else enough even ever \
every everybody everyone everything far few first for from further gave get give given go goes going gone got had has \
have having he hence her here hers herself him himself his how however i if in indeed into is it its itself just keep \
kept know known last least less let like little made make makes many may me might mine more most much must my myself \
neither never next no nobody nor not nothing now of off often on once one ones only or other others otherwise our ours \
ourselves out over own part per perhaps put quite rather really same say says said see seem seemed seems seen several \
shall she should since so some somebody someone something still such take taken than that the their theirs them \
themselves then there thereby therefore these they thing things this those though three through thus till to together \
too took toward towards two under unless until up upon us used using very was way we well went were what whatever when \
whence where whereas wherever whether which while who whoever whole whom whose why will with within without would yes \
yet you your yours yourself yourselves mr mrs shan't don't doesn't didn't won't wouldn't can't couldn't isn't aren't \
wasn't weren't hasn't haven't hadn't i'm i've i'll it's that's there's he's she's we're they're you're let's"
);

/// Abbreviations after which a sentence goes on.
static ABBREVIATIONS: Words = words!(
	"mr mrs ms messrs mme mlle dr prof rev hon st sr jr gen col capt lt maj sgt gov sen rep pres \
esq vs viz cf al ca approx fig figs eq no nos vol vols ch chap sec sect art p pp pl ed eds trans dept est inc ltd co \
corp bros univ jan feb mar apr jun jul aug sep sept oct nov dec mt ft ave blvd rd i.e e.g etc. ibid op cit v lib"
);

/// Abbreviations that may also be the last word of a sentence.
static OPEN_ABBREVIATIONS: Words =
	words!("etc jr sr inc ltd co corp bros a.m p.m u.s u.k u.n b.c a.d ph.d m.d b.a m.a d.c");

/// Words that a sentence often begins with; after an open abbreviation they begin one.
static STARTERS: Words = words!(
	"the a an this that these those it he she they we you i in on at for from by with as if when \
while after before but and or so yet however there his her its their our my no not all some many most such what who \
how why one thus then now"
);

/// A sentence that begins like this leans on the one before it.
static LINKS: Words = words!(
	"but and or so yet thus hence therefore however moreover furthermore nevertheless nor then also \
besides accordingly consequently similarly likewise again still indeed otherwise conversely meanwhile"
);

/// So does one that begins with somebody or something not named in it.
static PRONOUNS: Words = words!(
	"he she it they him her them his its their this these those that such both neither either \
another others here there"
);

/// Words of a sentence that draws a conclusion or names what matters.
static CLAIMS: Words = words!(
	"conclude concludes concluded conclusion inference infer follows therefore consequently convinced \
principle principal essential importance important chief chiefly main mainly fundamental result results shows show \
proves prove means object purpose because cause causes found finding findings"
);

/// Words of a sentence that speaks of the text itself, not of its subject.
static ASIDES: Words = words!(
	"chapter chapters volume volumes section sections page pages reader readers publish published \
publishing memoir manuscript manuscripts essay treatise appendix footnote figure table illustration preface"
);

pub fn is_stop_word(word: &str) -> bool {
	STOP_WORDS.contains(word)
}

pub fn is_abbreviation(word: &str) -> bool {
	ABBREVIATIONS.contains(word)
}

pub fn is_open_abbreviation(word: &str) -> bool {
	OPEN_ABBREVIATIONS.contains(word)
}

pub fn is_starter(word: &str) -> bool {
	STARTERS.contains(word)
}

pub fn is_link(word: &str) -> bool {
	LINKS.contains(word)
}

pub fn is_pronoun(word: &str) -> bool {
	PRONOUNS.contains(word)
}

pub fn is_claim(word: &str) -> bool {
	CLAIMS.contains(word)
}

pub fn is_aside(word: &str) -> bool {
	ASIDES.contains(word)
}
