package org.navicast.hub.node;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.NodeMessage;
import org.navicast.hub.engine.Engine;

/** Questions to one other node each, until it has answered, is gone or has taken too long. */
final class NodeQuestions {
  /** More than a busy disk takes; a node that stands still is gone before. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final EventLoop loop;
  private final Set<Question> open = new LinkedHashSet<>();

  NodeQuestions(EventLoop loop) {
    this.loop = loop;
  }

  /** Sends a question, and hands on what is answered. */
  interface Sender {
    Engine.Registration send(Consumer<NodeMessage> answers);
  }

  /**
   * Asks.
   *
   * @param whenDone gets the answer, once and later; null where there is none
   */
  void ask(long node, Sender sender, Consumer<@Nullable NodeMessage> whenDone) {
    Question question = new Question(node, whenDone);
    open.add(question);
    question.answers = sender.send(question::finish);
    question.timer =
        loop.schedule(() -> question.finish(null), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** It answers no more. */
  void nodeLeft(long gone) {
    List.copyOf(open).stream().filter(each -> each.node == gone).forEach(each -> each.finish(null));
  }

  /** Nobody answers any more. */
  void abandonAll() {
    List.copyOf(open).forEach(each -> each.finish(null));
  }

  private final class Question {
    private final long node;
    private final Consumer<@Nullable NodeMessage> whenDone;
    private Engine.@Nullable Registration answers;
    private @Nullable Future<?> timer;

    Question(long node, Consumer<@Nullable NodeMessage> whenDone) {
      this.node = node;
      this.whenDone = whenDone;
    }

    private void finish(@Nullable NodeMessage answer) {
      if (!open.remove(this)) {
        return;
      }
      if (answers != null) {
        answers.end();
      }
      if (timer != null) {
        timer.cancel(false);
      }
      whenDone.accept(answer);
    }
  }
}
