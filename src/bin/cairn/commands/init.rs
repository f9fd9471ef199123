//! `init`: a vault where there is none.

use cairn::clock::Moment;
use cairn::vault::Vault;
use cairn::{Error, Result};

use super::recovery::KeyPlace;
use super::{Answer, Door, lock};
use crate::args::RecoveryOut;
use crate::{ask, words};

pub(super) async fn run(door: &Door, args: RecoveryOut) -> Result<Answer> {
    if door.folder.holds_a_vault() {
        return Err(Error::VaultAlreadyThere);
    }
    KeyPlace::look(args.recovery_out.as_deref())?;
    let passphrase = ask::new_passphrase(door.passphrase_file())?;
    let place = KeyPlace::take(args.recovery_out)?;
    let now = Moment::now();
    let (vault, key) = match Vault::create(&door.folder, &passphrase, &now).await {
        Ok(made) => made,
        Err(error) => return Err(place.give_up(error)),
    };
    let folder = door.folder.path().display().to_string();
    let made = words::say("cli-made", &[("folder", &folder), ("code", &vault.short_id())]);
    let answer = place.hand_over(&vault, &key, &made, &now).await;
    lock(vault).await;
    answer
}
