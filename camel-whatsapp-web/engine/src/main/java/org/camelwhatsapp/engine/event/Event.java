package org.camelwhatsapp.engine.event;

/** Something that happened on an account or to its connection. */
public sealed interface Event
        permits ConnectionChanged,
                QrCodeIssued,
                PairingCodeIssued,
                Paired,
                PairingFailed,
                LoggedOut,
                MessageReceived,
                MessageUnavailable,
                ReceiptReceived,
                RetryRequested,
                OfflineCompleted,
                GroupChanged,
                IdentityChanged,
                MediaReuploaded,
                AboutChanged,
                PictureChanged,
                PresenceChanged,
                ChatStateChanged,
                CallChanged,
                BlocklistChanged,
                PrivacyChanged,
                DisappearingModeChanged {}
