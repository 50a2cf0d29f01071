package org.navicast.hub.subscription;

import java.util.Arrays;
import java.util.List;
import org.navicast.hub.envelope.TargetFilter;
import org.navicast.hub.envelope.Text;

/**
 * What a subscriber asked for and said of itself.
 *
 * @param topic exact, {@code *} for every topic, empty for none
 * @param events names without blanks around them; {@code *} among them is every event
 * @param name the {@code subscriber.name}
 * @param product the {@code subscriber.product.name}, or empty
 * @param version the {@code subscriber.product.version}, or empty
 * @param timezone of whoever sits there, as their page said, or empty
 * @param leaseSeconds as asked for; only FHIRcast subscribers are held to it
 */
public record Interest(
    String topic,
    List<String> events,
    String name,
    String product,
    String version,
    List<String> actors,
    String timezone,
    long leaseSeconds) {

  public static final String EVERYTHING = "*";

  public Interest {
    events = List.copyOf(events);
    actors = List.copyOf(actors);
  }

  /** Splits {@code a, b,c} at the commas. */
  static List<String> eventNames(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  public boolean coversTopic(Text wanted) {
    return wanted.is(topic) || topic.equals(EVERYTHING);
  }

  public boolean coversEvent(Text event) {
    // By index: an iterator for each subscriber and event would be the only garbage of a delivery.
    for (int i = 0; i < events.size(); i++) {
      String name = events.get(i);
      if (name.equals(EVERYTHING) || event.isIgnoringCase(name)) {
        return true;
      }
    }
    return false;
  }

  public boolean coversEvent(String event) {
    return events.stream()
        .anyMatch(name -> name.equals(EVERYTHING) || name.equalsIgnoreCase(event));
  }

  public boolean isNamed(Text other) {
    return !other.isEmpty() && other.isIgnoringCase(name);
  }

  /** True where neither actor nor product of the envelope speaks against this subscriber. */
  public boolean isTarget(TargetFilter actor, TargetFilter ofProduct) {
    return !actor.isClosed()
        && !ofProduct.isClosed()
        && (!actor.isRestricted() || hasActor(actor.wanted()))
        && (!ofProduct.isRestricted() || ofProduct.wanted().is(product));
  }

  /** True where the envelope is for everyone or for this subscriber's name. */
  public boolean isAddressee(TargetFilter subscriber) {
    return !subscriber.isClosed() && (!subscriber.isRestricted() || isNamed(subscriber.wanted()));
  }

  private boolean hasActor(Text actor) {
    for (int i = 0; i < actors.size(); i++) {
      if (actor.is(actors.get(i))) {
        return true;
      }
    }
    return false;
  }
}
