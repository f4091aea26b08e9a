package org.camelwhatsapp.engine.message.content;

/** What a message says. The same types are sent and received. */
public sealed interface MessageContent
        permits TextContent,
                MediaContent,
                LocationContent,
                ContactContent,
                PollContent,
                ReactionContent,
                EditContent,
                RevokeContent,
                LiveLocationContent,
                ContactsContent,
                AddOnContent,
                EventContent,
                DisappearingContent,
                PinContent,
                KeepContent,
                GroupInviteContent,
                InteractiveContent,
                SelectionContent,
                ProductContent,
                OrderContent,
                EventInviteContent,
                HiddenContent,
                NewsletterInviteContent,
                UnknownContent {}
