package org.navicast.cast.hub;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the log tells of a link. */
final class LinkLog {
  /** The client's own: one name for the one link. */
  private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);

  /** What was told last of each hub since the link was up. */
  private final Map<HubAddress, String> troubles = new HashMap<>();

  private final Set<HubAddress> deaf = new HashSet<>();
  private final Set<HubAddress> skipping = new HashSet<>();
  private final Set<HubAddress> notAsked = new HashSet<>();
  private final Map<HubAddress, TokenTopic> tokenTopics = new HashMap<>();
  private final Set<String> faults = new HashSet<>();

  /**
   * Each change of the link once: what a person waits for aloud, the steps on the way to it for who
   * asks.
   *
   * @param millis how long the state before lasted
   */
  void changed(HubAddress hub, HubState before, long millis, HubState next, String reason) {
    LOG.atLevel(level(hub, next, reason))
        .log(
            "hub {}: {}, was {} for {} ms: {}{}",
            hub,
            next.label(),
            before.label(),
            millis,
            reason,
            next == HubState.WAITING ? "; trying again" : "");
  }

  private Level level(HubAddress hub, HubState next, String reason) {
    return switch (next) {
      case ONLINE -> {
        troubles.clear();
        yield Level.INFO;
      }
      // The same trouble again is not news.
      case WAITING -> reason.equals(troubles.put(hub, reason)) ? Level.DEBUG : Level.WARN;
      case STOPPED, AUTHORIZING, SUBSCRIBING, BINDING -> Level.DEBUG;
    };
  }

  /** The hub is joined and does not answer, or answers again. */
  void impaired(HubAddress hub, boolean impaired, long millis) {
    if (impaired) {
      LOG.warn(
          "hub {}: impaired: it has not answered for {} ms, so nothing more is sent into it",
          hub,
          millis);
    } else {
      LOG.info("hub {}: it answers again", hub);
    }
  }

  /** Whether the subscription is alive cannot be seen at this hub; told once. */
  void deaf(HubAddress hub) {
    if (deaf.add(hub)) {
      LOG.info(
          "hub {}: it does not send our own events back, so a subscription that it forgets is"
              + " noticed only where it says so",
          hub);
    }
  }

  /** The hub does not let us ask who listens; told once. */
  void notAsked(HubAddress hub, int status) {
    if (notAsked.add(hub)) {
      LOG.info(
          "hub {}: {}; of viewers only what they say by themselves is known",
          hub,
          Refusal.of("the question who listens", status));
    }
  }

  /** A message was too long; told once. */
  void skipped(HubAddress hub) {
    if (skipping.add(hub)) {
      LOG.warn("hub {}: a message was longer than 64 KiB and was not read", hub);
    }
  }

  /** One of our own steps failed; each kind is told once. */
  void broke(HubAddress hub, HubState state, Throwable fault) {
    if (faults.add(state + " " + fault.getClass().getName())) {
      LOG.error("hub {}: a fault of this program while {}", hub, state.label(), fault);
    }
  }

  /** The hub did not take an event. */
  void refused(HubAddress hub, int status) {
    LOG.warn("hub {}: {}", hub, Refusal.of("an event", status));
  }

  /** The hub took back that it took an event, or says that a subscriber did not follow it. */
  void takenBack(HubAddress hub) {
    LOG.warn("hub {}: an event of ours was refused after all, or not followed (SyncError)", hub);
  }

  /** Whose topic the token in use speaks of; each change is told once. */
  void tokenTopic(HubAddress hub, TokenTopic topic) {
    if (topic == Objects.requireNonNullElse(tokenTopics.put(hub, topic), TokenTopic.OURS)) {
      return;
    }
    switch (topic) {
      case OURS -> LOG.info("hub {}: its tokens are for our topic again", hub);
      case SINGLE_USER ->
          LOG.warn(
              "hub {}: it is in single-user mode and gives everybody the topic SINGLE-USER: viewers"
                  + " that take theirs from it hear nothing of this gateway, which keeps to its"
                  + " own; have the hub reset without single_user_mode, or give hub.topic:"
                  + " SINGLE-USER",
              hub);
      case OTHER ->
          LOG.warn(
              "hub {}: the token is for another topic than hub.topic, to which this gateway keeps:"
                  + " a hub that looks refuses it, and viewers with such a token hear nothing of"
                  + " it; correct hub.topic or the token",
              hub);
    }
  }

  /** Another token is in use. */
  void tokenRenewed(HubAddress hub) {
    LOG.debug("hub {}: another token is in use", hub);
  }

  /** The token in use is getting old. */
  void tokenNotRenewed(HubAddress hub, String why) {
    LOG.warn("hub {}: the token could not be renewed: {}; trying again", hub, why);
  }

  /** Somebody has to let us in by that code. */
  void confirm(HubAddress hub, LoginCode code) {
    LOG.warn(
        "hub {}: somebody has to let this gateway in: open {} in a browser on any device, and"
            + " enter the code {} there; it is good for {} min",
        hub,
        code.page(),
        code.userCode(),
        Math.max(1, TimeUnit.SECONDS.toMinutes(code.lifeSeconds())));
  }

  /** The login is good, but lasts no longer than its token or this process. */
  void loginNotKept(HubAddress hub, String why) {
    LOG.warn("hub {}: somebody will have to let this gateway in again: {}", hub, why);
  }
}
