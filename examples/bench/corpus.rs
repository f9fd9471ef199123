//! Entries of about 1.5 KB, the same on every machine: made-up words, as often as words are in real text.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// In one record of 500.
pub const RARE: &str = "xylotherium";
/// In nearly every record.
pub const COMMON: &str = "the";
/// Each in a good part of the records, together in fewer.
pub const TWO: &str = "river window";

const FIRST: &str = "the and to of a in it was that my we for with on had at is but this day then so not me she he they \
    walk river morning letter garden mother worked thinking rain house friend coffee running music market children \
    evening dream winter quiet remember window train paper feeling afraid hopeful station kitchen bread water summer";
const SYLLABLES: &str =
    "ba re ti mo lan der con per ver sin tor mel gra fen hol pri sta cor wen dal im os ur el an";

pub struct Corpus {
    words: Vec<String>,
    /// How likely each word is to come, summed up: the second half as often as the first, and so on.
    sums: Vec<f64>,
    random: StdRng,
    made: usize,
}

pub struct Text {
    pub title: String,
    pub body: String,
}

impl Corpus {
    pub fn new() -> Self {
        let mut random = StdRng::seed_from_u64(42);
        let syllables: Vec<&str> = SYLLABLES.split_whitespace().collect();
        let mut words: Vec<String> = FIRST.split_whitespace().map(str::to_owned).collect();
        while words.len() < 20_000 {
            let many = random.random_range(2..5);
            words.push(
                (0..many)
                    .map(|_| syllables[random.random_range(0..syllables.len())])
                    .collect(),
            );
        }
        let mut sum = 0.0;
        let sums = (1..=words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        Corpus {
            words,
            sums,
            random,
            made: 0,
        }
    }

    fn word(&mut self) -> &str {
        let last = self.sums[self.sums.len() - 1];
        let at = self.random.random_range(0.0..last);
        &self.words[self.sums.partition_point(|sum| *sum < at)]
    }

    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 16);
        while text.len() < bytes {
            let stop = self.random.random_range(0..12);
            text.push_str(self.word());
            text.push_str(match stop {
                0 => ".\n\n",
                1 => ". ",
                _ => " ",
            });
        }
        text
    }

    pub fn next(&mut self) -> Text {
        let bytes = self.random.random_range(900..2_100);
        let title = self.text(30).replace('\n', " ").trim().to_owned();
        let mut body = self.text(bytes);
        if self.made % 500 == 5 {
            body.push_str(RARE);
        }
        self.made += 1;
        Text { title, body }
    }
}
