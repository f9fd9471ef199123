//! `health`: the whole vault looked over.

use cairn::clock::Moment;
use cairn::vault::HealthStep;
use cairn::{Error, Result};
use serde_json::json;

use super::{Answer, Door};
use crate::{out, words};

pub(super) async fn run(door: &Door) -> Result<Answer> {
    let watched = out::is_watched();
    let mut progress = |step: HealthStep, place: usize| {
        if watched {
            let step = words::say(&format!("cli-health-{}", name(step)), &[]);
            out::tell(&format!("{}/{}  {step}", place + 1, HealthStep::ALL.len()));
        }
    };
    let health = door
        .within(async |vault| vault.check_health(&Moment::now(), &mut progress).await)
        .await?;
    let found: Vec<&str> = health.found.iter().copied().map(name).collect();
    let mut about = json!({"sound": health.is_sound(), "found": found});
    let Some(first) = found.first() else {
        let told = words::say("cli-health-sound", &[]);
        return Ok(Answer::new(format!("{told}\n"), about));
    };
    let damaged = Error::DatabaseDamaged(first);
    about["error"] = words::as_json(&damaged);
    Ok(Answer {
        plain: String::new(),
        json: about,
        refused: Some(damaged),
    })
}

fn name(step: HealthStep) -> &'static str {
    match step {
        HealthStep::Pages => "pages",
        HealthStep::Structure => "structure",
        HealthStep::Search => "search",
        HealthStep::Links => "links",
    }
}
