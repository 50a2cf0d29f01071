package org.navicast.driver.igtlink;

import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Doubt;

/**
 * What a person should know of what a server sends, where no pose comes of it: a connection that
 * looks well and tells nothing helps nobody.
 */
final class TrafficDoubts {
  /** After so long a server that is connected should have told of a tool. */
  static final int PATIENCE_SECONDS = 5;

  private static final String NO_TOOLS = "no tools";
  private static final String NO_STATES = "no states";

  private final String device;
  private final IgtlFramer framer;
  private final PoseTranslator translator;
  private final InputSink sink;
  private long unsummed;
  private long wrong;
  private long malformed;
  private boolean isWithoutTools;
  private boolean isWithoutStates;

  TrafficDoubts(String device, IgtlFramer framer, PoseTranslator translator, InputSink sink) {
    this.device = device;
    this.framer = framer;
    this.translator = translator;
    this.sink = sink;
  }

  /** Something was dropped. */
  void hear(long nowNanos) {
    long unsummedNow = framer.unsummed() - unsummed;
    long wrongNow = framer.crcMismatches() - framer.unsummed() - wrong;
    long malformedNow = framer.malformed() - malformed;
    unsummed += unsummedNow;
    wrong += wrongNow;
    malformed += malformedNow;
    tell(
        nowNanos,
        "unsummed",
        "it sends messages without a checksum, which are dropped; checksum: optional takes them",
        unsummedNow);
    tell(
        nowNanos,
        "checksum",
        "it sends messages with a wrong checksum, which are dropped; look at the network, or at"
            + " how its program computes CRC-64",
        wrongNow);
    IgtlException last = framer.lastMalformed();
    if (last != null) {
      tell(
          nowNanos,
          "malformed",
          "it sends messages that are not laid out as the protocol has it, and are dropped ("
              + last.reason()
              + ")",
          malformedNow);
    }
  }

  /** {@value #PATIENCE_SECONDS} seconds after the connection. */
  void tellWhatIsMissing(long nowNanos) {
    if (translator.tools() == 0) {
      isWithoutTools = true;
      sink.accept(
          Doubt.lasting(
              device,
              nowNanos,
              NO_TOOLS,
              "it is connected and has told of no tool: "
                  + framer.decoded()
                  + " messages tell of none, "
                  + framer.skipped()
                  + " are of types that are passed over, "
                  + (framer.crcMismatches() + framer.malformed())
                  + " were dropped; look at what it is set to send, or ask it by request-tdata"));
    } else if (translator.states() == 0) {
      isWithoutStates = true;
      sink.accept(
          Doubt.lasting(
              device,
              nowNanos,
              NO_STATES,
              "it does not say whether it sees its tools (header version "
                  + framer.version()
                  + "), so a lost one is missing only once it falls silent or is told at the origin;"
                  + " let it tell their state, as PLUS does in version 2"));
    }
  }

  /** After each read: what was missing may have come. */
  void look(long nowNanos) {
    if (isWithoutTools && translator.tools() > 0) {
      isWithoutTools = false;
      sink.accept(Doubt.over(device, nowNanos, NO_TOOLS));
    }
    if (isWithoutStates && translator.states() > 0) {
      isWithoutStates = false;
      sink.accept(Doubt.over(device, nowNanos, NO_STATES));
    }
  }

  private void tell(long nowNanos, String topic, String reason, long count) {
    if (count > 0) {
      sink.accept(Doubt.of(device, nowNanos, topic, reason, count));
    }
  }
}
