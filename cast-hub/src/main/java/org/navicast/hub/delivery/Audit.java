package org.navicast.hub.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.hub.envelope.EnvelopeHead;
import org.navicast.hub.envelope.NaviResource;
import org.navicast.hub.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who was sent what, the last thousand of it; never what was in it. Motions and poses come by the
 * hundred: those of one publisher within a second are one row, with their number.
 */
public final class Audit {
  private static final int MAX_ROWS = 1_000;
  private static final long TOGETHER_NANOS = 1_000_000_000L;

  private final InstantSource clock;
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Map<String, Row> continuous = new HashMap<>();
  private long number;

  private static final class Row {
    private final long number;
    private final String topic;
    private final String event;
    private final String publisher;
    private final long sinceNanos;
    private final List<String> receivers;
    private Instant at;
    private long count = 1;

    Row(long number, EnvelopeHead head, List<String> receivers, Instant at, long nanos) {
      this.number = number;
      this.topic = head.topic().toString();
      this.event = head.event().toString();
      this.publisher = head.publisher().toString();
      this.receivers = List.copyOf(receivers);
      this.at = at;
      this.sinceNanos = nanos;
    }
  }

  public Audit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * An event went out.
   *
   * @param receivers the names of those that it was handed to, none or more
   * @param nowNanos the loop's clock
   */
  void sent(EnvelopeHead head, List<String> receivers, long nowNanos) {
    Instant at = clock.instant();
    String stream = "";
    String event = NaviResource.event(head.event());
    if (NaviMotion.NAME.equals(event) || NaviPose.NAME.equals(event)) {
      stream = head.event() + "\n" + head.topic() + "\n" + head.publisher();
      Row last = continuous.get(stream);
      if (last != null && nowNanos - last.sinceNanos < TOGETHER_NANOS) {
        last.count++;
        last.at = at;
        return;
      }
    }
    Row row = new Row(++number, head, receivers, at, nowNanos);
    rows.addLast(row);
    if (!stream.isEmpty()) {
      if (continuous.size() >= MAX_ROWS) {
        continuous.clear();
      }
      continuous.put(stream, row);
    }
    if (rows.size() > MAX_ROWS) {
      rows.removeFirst();
    }
  }

  public void clear() {
    rows.clear();
    continuous.clear();
  }

  /** Of all rows so far; grows with each. */
  public long number() {
    return number;
  }

  /** Newest first. */
  public ArrayNode rows() {
    ArrayNode list = Json.array();
    for (Iterator<Row> newest = rows.descendingIterator(); newest.hasNext(); ) {
      Row row = newest.next();
      ObjectNode json =
          list.addObject()
              .put("message_number", row.number)
              .put("timestamp", Json.timestamp(row.at))
              .put("topic", row.topic)
              .put("event_name", row.event)
              .put("publisher", row.publisher)
              .put("count", row.count);
      ArrayNode subscribers = json.putArray("subscribers");
      row.receivers.forEach(subscribers::add);
    }
    return list;
  }
}
