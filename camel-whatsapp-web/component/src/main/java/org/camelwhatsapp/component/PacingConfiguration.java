package org.camelwhatsapp.component;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that say how fast messages leave, and what becomes of those that the server could not take. */
@UriParams
public class PacingConfiguration {
    @UriParam(label = "common", defaultValue = "false")
    private boolean pacing;

    @UriParam(label = "advanced", defaultValue = "60")
    private int pacingPerMinute = 60;

    @UriParam(label = "advanced", defaultValue = "20")
    private int pacingBurst = 20;

    @UriParam(label = "advanced", defaultValue = "20")
    private int pacingChatPerMinute = 20;

    @UriParam(label = "advanced", defaultValue = "5")
    private int pacingChatBurst = 5;

    @UriParam(label = "advanced", defaultValue = "0.3")
    private double pacingJitter = 0.3;

    @UriParam(label = "advanced", defaultValue = "60000", javaType = "java.time.Duration")
    private long pacingMaxWait = 60_000;

    @UriParam(label = "advanced", defaultValue = "40")
    private int pacingStrangersPerDay = 40;

    @UriParam(label = "advanced", defaultValue = "5")
    private int pacingStrangersFirstDay = 5;

    @UriParam(label = "advanced", defaultValue = "14")
    private int pacingWarmUpDays = 14;

    @UriParam(label = "producer", defaultValue = "0")
    private int resendTries;

    @UriParam(label = "producer", defaultValue = "5000", javaType = "java.time.Duration")
    private long resendDelay = 5_000;

    @UriParam(label = "producer", defaultValue = "300000", javaType = "java.time.Duration")
    private long resendMaxDelay = 300_000;

    public boolean isPacing() {
        return pacing;
    }

    /** Whether messages wait for their turn, and new people are written to only so often a day. */
    public void setPacing(boolean pacing) {
        this.pacing = pacing;
    }

    public int getPacingPerMinute() {
        return pacingPerMinute;
    }

    /** With pacing: how many messages of the session leave per minute after a burst, 1 to 6000. */
    public void setPacingPerMinute(int pacingPerMinute) {
        this.pacingPerMinute = pacingPerMinute;
    }

    public int getPacingBurst() {
        return pacingBurst;
    }

    /** With pacing: how many messages of the session may leave at once after a pause, 1 to 1000. */
    public void setPacingBurst(int pacingBurst) {
        this.pacingBurst = pacingBurst;
    }

    public int getPacingChatPerMinute() {
        return pacingChatPerMinute;
    }

    /** With pacing: how many messages leave per minute in one chat after a burst, 1 to 6000. */
    public void setPacingChatPerMinute(int pacingChatPerMinute) {
        this.pacingChatPerMinute = pacingChatPerMinute;
    }

    public int getPacingChatBurst() {
        return pacingChatBurst;
    }

    /** With pacing: how many messages may leave at once in one chat after a pause, 1 to 1000. */
    public void setPacingChatBurst(int pacingChatBurst) {
        this.pacingChatBurst = pacingChatBurst;
    }

    public double getPacingJitter() {
        return pacingJitter;
    }

    /** With pacing: the share by which a wait may be longer at random, 0 to 1. */
    public void setPacingJitter(double pacingJitter) {
        this.pacingJitter = pacingJitter;
    }

    public long getPacingMaxWait() {
        return pacingMaxWait;
    }

    /** With pacing: a message that would wait longer is refused; in milliseconds, up to an hour. */
    public void setPacingMaxWait(long pacingMaxWait) {
        this.pacingMaxWait = pacingMaxWait;
    }

    public int getPacingStrangersPerDay() {
        return pacingStrangersPerDay;
    }

    /** With pacing: how many people who are not known yet may be written to per day (UTC) after the warm-up. */
    public void setPacingStrangersPerDay(int pacingStrangersPerDay) {
        this.pacingStrangersPerDay = pacingStrangersPerDay;
    }

    public int getPacingStrangersFirstDay() {
        return pacingStrangersFirstDay;
    }

    /** With pacing: how many people who are not known yet may be written to on the first day. */
    public void setPacingStrangersFirstDay(int pacingStrangersFirstDay) {
        this.pacingStrangersFirstDay = pacingStrangersFirstDay;
    }

    public int getPacingWarmUpDays() {
        return pacingWarmUpDays;
    }

    /** With pacing: in how many days the number of new people grows from the first day's to the full one, 0 to 365. */
    public void setPacingWarmUpDays(int pacingWarmUpDays) {
        this.pacingWarmUpDays = pacingWarmUpDays;
    }

    public int getResendTries() {
        return resendTries;
    }

    /**
     * How often a message goes out again by itself that the server could not take now (429, 503), 0 to 20. It waits durable
     * meanwhile, and messages that are sent later may arrive earlier.
     */
    public void setResendTries(int resendTries) {
        this.resendTries = resendTries;
    }

    public long getResendDelay() {
        return resendDelay;
    }

    /**
     * With resendTries: the wait before the first new try, doubled with each; if the server names a longer one, that counts.
     * In milliseconds, up to an hour.
     */
    public void setResendDelay(long resendDelay) {
        this.resendDelay = resendDelay;
    }

    public long getResendMaxDelay() {
        return resendMaxDelay;
    }

    /** With resendTries: a message that would have to wait longer fails. In milliseconds, up to a day. */
    public void setResendMaxDelay(long resendMaxDelay) {
        this.resendMaxDelay = resendMaxDelay;
    }
}
