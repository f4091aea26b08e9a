package org.camelwhatsapp.engine.message.content;

import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** What clients say about other things: albums, calls, results of polls, a wish for the number. */
final class NoticeFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasAlbumMessage()) {
            Message.AlbumMessage album = message.getAlbumMessage();
            return new AlbumContent(album.getExpectedImageCount(), album.getExpectedVideoCount());
        }
        if (message.hasCallLogMesssage()) {
            Message.CallLogMessage call = message.getCallLogMesssage();
            return new CallLogContent(
                    call.getIsVideo(),
                    call.getCallOutcome().name(),
                    Duration.ofSeconds(Math.max(0, call.getDurationSecs())));
        }
        if (message.hasPollResultSnapshotMessage()) {
            return result(message.getPollResultSnapshotMessage());
        }
        if (message.hasPollResultSnapshotMessageV3()) {
            return result(message.getPollResultSnapshotMessageV3());
        }
        return message.hasRequestPhoneNumberMessage() ? new PhoneNumberRequestContent() : null;
    }

    private static PollResultContent result(Message.PollResultSnapshotMessage result) {
        List<PollResultContent.Votes> votes = result.getPollVotesList().stream()
                .map(vote -> new PollResultContent.Votes(vote.getOptionName(), vote.getOptionVoteCount()))
                .toList();
        return new PollResultContent(result.getName(), votes);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof AlbumContent album) {
            message.getAlbumMessageBuilder()
                    .setExpectedImageCount(album.images())
                    .setExpectedVideoCount(album.videos());
            return true;
        }
        if (!(content instanceof PhoneNumberRequestContent)) {
            return false;
        }
        message.setRequestPhoneNumberMessage(Message.RequestPhoneNumberMessage.getDefaultInstance());
        return true;
    }
}
