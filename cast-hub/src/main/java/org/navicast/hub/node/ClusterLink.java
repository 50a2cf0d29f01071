package org.navicast.hub.node;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.NodeClock;
import org.navicast.hub.cluster.NodeMessage;
import org.navicast.hub.cluster.Roster;
import org.navicast.hub.cluster.Subjects;
import org.navicast.hub.delivery.Outward;
import org.navicast.hub.delivery.WireFrame;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.envelope.EnvelopeHead;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.request.OtherNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * This node among the others of its hub: hands events out to them and theirs to the subscribers
 * here, knows who is there, asks them all and answers them.
 *
 * <p>What comes over the engine may have been held there, so each event says when its node took it.
 * What is older than it may be is not handed on, and while it is not known how old, nothing is that
 * starts anything.
 */
public final class ClusterLink implements Outward, OtherNodes, Engine.Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLink.class);

  private static final long HELLO_MILLIS = 500;
  private static final long GATHER_MILLIS = 1_000;

  /** How long a node may look for another server before it sends its clients to other nodes. */
  private static final long GRACE_MILLIS = 300;

  /** Of an event whose node's clock is not known yet. */
  private static final long UNKNOWN_AGE_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final String KIND = "kind";

  private final ThisNode here;
  private final EventLoop loop;
  private final Engine engine;
  private final long node;
  private final Roster roster = new Roster();
  private final LiveTopics topics;
  private final NodeQuestions questions;
  private final FarFiles files = new FarFiles(this);
  private final FileAnswers fileAnswers;
  private final List<Gathering> gatherings = new ArrayList<>();
  private Engine.@Nullable Registration hello;
  private boolean connected;
  private boolean firstHello;
  private boolean letGo;
  private long number;
  private long late;
  private long repeated;
  private long news;
  private String lastTopic = "";
  private String lastSubject = Subjects.topic("");

  /**
   * @param node that this is, unlike all others
   */
  public ClusterLink(ThisNode here, long node, EventLoop loop, Engine.Source source) {
    this.here = here;
    this.node = node;
    this.loop = loop;
    this.engine = source.connect(loop, this);
    this.questions = new NodeQuestions(loop);
    this.fileAnswers = new FileAnswers(here, this::maxBytes);
    this.topics = new LiveTopics(engine, (message, _) -> event(message));
    LOG.info("This node is {}, its engine {}", name(), source.description());
    var _ = engine.subscribe(Subjects.ALL_NODES, this::told);
    var _ = engine.subscribe(Subjects.node(node), this::told);
    var _ = loop.scheduleAtFixedRate(this::beat, HELLO_MILLIS, HELLO_MILLIS, TimeUnit.MILLISECONDS);
  }

  public String name() {
    return Roster.name(node);
  }

  /** Whether events pass between the nodes. */
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void connected() {
    LOG.info("The engine is there: events pass between the nodes");
    connected = true;
    letGo = false;
    firstHello = true;
    greet();
  }

  @Override
  public void lost() {
    connected = false;
    LOG.warn("The engine is lost, and this node is not ready; see whether its servers run");
    var _ = loop.schedule(this::letGo, GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Its clients are better off at another node. */
  private void letGo() {
    if (connected || letGo) {
      return;
    }
    letGo = true;
    roster.clear();
    List.copyOf(gatherings).forEach(Gathering::finish);
    questions.abandonAll();
    here.letGo();
    LOG.warn("All sockets were closed, so that their clients go to another node");
  }

  // Events

  @Override
  public long maxBytes() {
    long longest = engine.maxBytes();
    return longest == 0 ? Long.MAX_VALUE : longest - NodeMessage.HEAD_BYTES;
  }

  @Override
  public void event(EnvelopeHead head, ByteBuf frame, long waitedNanos) {
    if (!head.topic().is(lastTopic)) {
      lastTopic = head.topic().toString();
      lastSubject = Subjects.topic(lastTopic);
    }
    int start = WireFrame.textStart(frame);
    int length = frame.writerIndex() - start;
    byte[] message =
        NodeMessage.begin(node, ++number, here.nanoTime().getAsLong() - waitedNanos, length);
    frame.getBytes(start, message, NodeMessage.HEAD_BYTES, length);
    engine.publish(lastSubject, message);
  }

  /** An event of the hub's own that concerns subscribers of several topics. */
  public void tellAll(ObjectNode envelope) {
    send(question("event").set("envelope", envelope));
  }

  private void event(byte[] bytes) {
    NodeMessage message = NodeMessage.read(bytes);
    if (message == null) {
      return;
    }
    meet(message.node());
    if (!roster.isNext(message.node(), message.number())) {
      repeated++;
      return;
    }
    handOn(Unpooled.wrappedBuffer(message.body()), ageOf(message));
    here.fanout().flush();
  }

  private void handOn(ByteBuf json, long ageNanos) {
    try {
      if (here.publisher().read(json)
          && !here.publisher().handOn(ByteBufAllocator.DEFAULT, json, ageNanos)) {
        late++;
      }
    } catch (EnvelopeException e) {
      LOG.warn("Another node sent an event that is none; see whether all are of one version");
    }
  }

  private long ageOf(NodeMessage message) {
    NodeClock clock = roster.clock(message.node());
    OptionalLong age =
        clock == null
            ? OptionalLong.empty()
            : clock.ageNanos(message.takenNanos(), here.nanoTime().getAsLong());
    return age.orElse(UNKNOWN_AGE_NANOS);
  }

  // Who listens to what

  public void wanted(String topic) {
    topics.want(topic);
    if (!here.conferences().isEmpty()) {
      settleTopics();
    }
  }

  public void settleTopics() {
    topics.settle(here.subscriptions(), here.conferences());
  }

  // Who is there

  private void beat() {
    long now = here.nanoTime().getAsLong();
    for (long gone : roster.expire(now)) {
      LOG.warn("Node {} is gone without a word", Roster.name(gone));
      left(gone);
    }
    settleTopics();
    if (connected) {
      greet();
    }
  }

  /** Tells that this node is there, and asks the others for the time. */
  private void greet() {
    if (hello != null) {
      hello.end();
    }
    long sent = here.nanoTime().getAsLong();
    ObjectNode greeting = question("hello").put("first", firstHello).put("news", here.news());
    firstHello = false;
    hello =
        engine.ask(
            Subjects.ALL_NODES,
            message(greeting),
            (answer, _) -> {
              NodeMessage told = NodeMessage.read(answer);
              if (told != null) {
                meet(told.node());
                NodeClock clock = roster.clock(told.node());
                if (clock != null) {
                  clock.sample(sent, told.takenNanos(), here.nanoTime().getAsLong());
                }
              }
            });
  }

  private void meet(long other) {
    if (roster.heard(other, here.nanoTime().getAsLong())) {
      LOG.info("Node {} is there", Roster.name(other));
      greet();
      tellConferences();
    }
  }

  private void left(long gone) {
    news++;
    List.copyOf(gatherings).forEach(each -> each.gone(gone));
    questions.nodeLeft(gone);
    here.requests().nodeLeft(gone);
  }

  /** The last word of this node. */
  public void leave() {
    send(question("bye"));
  }

  /** Not on the event loop. */
  public void close() {
    engine.close();
  }

  // What nodes tell and ask

  private void told(byte[] bytes, String replyTo) {
    NodeMessage message = NodeMessage.read(bytes);
    if (message == null) {
      LOG.warn("Another node speaks another version; run the same on all");
      return;
    }
    if (!(json(message) instanceof ObjectNode body)) {
      return;
    }
    String kind = Json.text(body, KIND);
    if (kind.equals("bye")) {
      if (roster.remove(message.node())) {
        LOG.info("Node {} has gone", Roster.name(message.node()));
        left(message.node());
      }
      return;
    }
    meet(message.node());
    switch (kind) {
      case "hello" -> {
        news += roster.tells(message.node(), body.path("news").asLong()) ? 1 : 0;
        if (body.path("first").asBoolean()) {
          tellConferences();
        }
        engine.publish(replyTo, message(question("here")));
      }
      case "event" -> {
        handOn(Unpooled.wrappedBuffer(Json.bytes(body.path("envelope"))), ageOf(message));
        here.fanout().flush();
      }
      case "conferences" -> {
        here.conferences().merge(body);
        settleTopics();
      }
      case "request" -> requested(body, replyTo);
      case FarFiles.FILE -> reply(replyTo, fileAnswers.describe(body));
      case FarFiles.SLICE ->
          fileAnswers.read(body, slice -> engine.publish(replyTo, answer(slice)));
      default -> here.answer(kind, body, part -> reply(replyTo, part));
    }
  }

  private void requested(ObjectNode body, String replyTo) {
    try {
      if (here.publisher().read(Unpooled.wrappedBuffer(Json.bytes(body.path("question"))))) {
        here.requests().askedByNode(here.publisher().head(), body, part -> reply(replyTo, part));
      }
    } catch (EnvelopeException e) {
      LOG.warn("Another node sent a request that is none; see whether all are of one version");
    }
  }

  private void reply(String to, ObjectNode part) {
    engine.publish(to, message(part.put("node", name())));
  }

  /** All conferences as they are, where there are any. */
  public void tellConferences() {
    ObjectNode state = here.conferences().state();
    if (!state.isEmpty()) {
      send(state.put(KIND, "conferences"));
    }
  }

  /**
   * Asks all nodes that are there.
   *
   * @param whenDone gets the parts of their answers, of those that answer within a second
   */
  public void gather(ObjectNode question, Consumer<List<JsonNode>> whenDone) {
    Gathering gathering = new Gathering(roster.nodes(), whenDone);
    gatherings.removeIf(Gathering::isDone);
    if (roster.nodes().isEmpty()) {
      gathering.finish();
      return;
    }
    gatherings.add(gathering);
    gathering.begin(
        ask(question, gathering::take),
        loop.schedule(gathering::finish, GATHER_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Asks all nodes, and takes each part of their answers until it is ended. */
  private Engine.Registration ask(ObjectNode question, BiConsumer<Long, JsonNode> parts) {
    return engine.ask(
        Subjects.ALL_NODES,
        message(question),
        (answer, _) -> {
          NodeMessage told = NodeMessage.read(answer);
          if (told != null) {
            parts.accept(told.node(), json(told));
            here.fanout().flush();
          }
        });
  }

  /**
   * Asks one node.
   *
   * @param answer gets what it says, once and later; null where it is not there or says nothing in
   *     time
   */
  public void ask(long other, ObjectNode question, Consumer<@Nullable JsonNode> answer) {
    askOne(other, question, told -> answer.accept(told == null ? null : json(told)));
  }

  /** The same, where its answer is bytes. */
  void askBytes(long other, ObjectNode question, Consumer<@Nullable ByteBuffer> answer) {
    askOne(other, question, told -> answer.accept(told == null ? null : told.body()));
  }

  private void askOne(long other, ObjectNode question, Consumer<@Nullable NodeMessage> answer) {
    if (!connected || !roster.has(other)) {
      loop.execute(() -> answer.accept(null));
      return;
    }
    questions.ask(
        other,
        answers ->
            engine.ask(
                Subjects.node(other),
                message(question),
                (told, _) -> {
                  NodeMessage message = NodeMessage.read(told);
                  if (message != null) {
                    answers.accept(message);
                  }
                }),
        answer);
  }

  /** Whether another node is there. */
  public boolean knows(long other) {
    return roster.has(other);
  }

  /** The files of the others. */
  public FarFiles files() {
    return files;
  }

  @Override
  public List<Long> others() {
    return List.copyOf(roster.nodes());
  }

  @Override
  public Engine.Registration request(ObjectNode question, BiConsumer<Long, JsonNode> parts) {
    return ask(question.put(KIND, "request"), parts);
  }

  public static ObjectNode question(String kind) {
    return Json.object().put(KIND, kind);
  }

  private void send(ObjectNode json) {
    engine.publish(Subjects.ALL_NODES, message(json));
  }

  private byte[] message(ObjectNode json) {
    return NodeMessage.of(node, 0, here.nanoTime().getAsLong(), Json.bytes(json));
  }

  private byte[] answer(ByteBuffer slice) {
    byte[] message = NodeMessage.begin(node, 0, here.nanoTime().getAsLong(), slice.remaining());
    slice.get(message, NodeMessage.HEAD_BYTES, slice.remaining());
    return message;
  }

  private static JsonNode json(NodeMessage message) {
    byte[] text = new byte[message.body().remaining()];
    message.body().get(text);
    try {
      return Json.read(text);
    } catch (Refusal e) {
      LOG.warn("Another node sent what is no JSON; see whether all are of one version");
      return Json.array();
    }
  }

  /** Grows with each time that there was news of other nodes. */
  public long news() {
    return news;
  }

  /** What administrators see of it. */
  public ObjectNode stats() {
    return Json.object()
        .put("connected", connected)
        .put("nodes", roster.nodes().size() + 1)
        .put("topics", topics.size())
        .put("late_over_engine", late)
        .put("repeated_by_engine", repeated)
        .put("unsent_to_engine", engine.unsent())
        .put("overrun_by_engine", engine.overrun());
  }
}
