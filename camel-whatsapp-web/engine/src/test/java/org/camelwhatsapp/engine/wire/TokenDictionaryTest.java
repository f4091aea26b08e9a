package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenDictionaryTest {
    @Test
    void theShippedTableIsTheOneOfDictionaryVersionThree() throws Exception {
        byte[] file;
        try (InputStream in = TokenDictionary.class.getResourceAsStream("tokens.txt")) {
            file = in.readAllBytes();
        }
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(sha256).isEqualTo("ef926cb519ca007114d8bd5b562e25bc39b887f8bb313e4be89e283caa285513");
        assertThat(TokenDictionary.DICT_VERSION).isEqualTo(3);
    }

    @Test
    void wordsHaveTheirKnownPlaces() {
        assertThat(TokenDictionary.oneByte(1)).isEqualTo("xmlstreamstart");
        assertThat(TokenDictionary.oneByte(3)).isEqualTo("s.whatsapp.net");
        assertThat(TokenDictionary.oneByte(19)).isEqualTo("message");
        assertThat(TokenDictionary.oneByte(235)).isEqualTo("screen_height");
        assertThat(TokenDictionary.twoByte(0, 0)).isEqualTo("read-self");
        assertThat(TokenDictionary.twoByte(1, 0)).isEqualTo("reject");
        assertThat(TokenDictionary.twoByte(3, 255)).isEqualTo("1961");
    }

    @Test
    void bytesWithoutAWordGiveNone() {
        assertThat(TokenDictionary.oneByte(0)).isNull();
        assertThat(TokenDictionary.oneByte(236)).isNull();
        assertThat(TokenDictionary.oneByte(255)).isNull();
    }

    @Test
    void everyWordLeadsBackToItsOwnCode() {
        Set<String> words = new HashSet<>();
        for (int tag = 1; tag <= 235; tag++) {
            String word = TokenDictionary.oneByte(tag);
            assertThat(TokenDictionary.codeOf(word)).isEqualTo(tag);
            words.add(word);
        }
        for (int table = 0; table < 4; table++) {
            for (int index = 0; index < 256; index++) {
                String word = TokenDictionary.twoByte(table, index);
                assertThat(TokenDictionary.codeOf(word)).isEqualTo(236 + table << 8 | index);
                words.add(word);
            }
        }
        assertThat(words).hasSize(235 + 1024);
    }

    @Test
    void otherTextsHaveNoCode() {
        assertThat(TokenDictionary.codeOf("")).isEqualTo(TokenDictionary.NONE);
        assertThat(TokenDictionary.codeOf("Message")).isEqualTo(TokenDictionary.NONE);
        assertThat(TokenDictionary.codeOf("x".repeat(100_000))).isEqualTo(TokenDictionary.NONE);
    }

    @Test
    void wordsAreShared() {
        assertThat(TokenDictionary.oneByte(19)).isSameAs("message");
    }
}
