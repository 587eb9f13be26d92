//! What a request or a message carries along: request id, correlation id, W3C trace context.

use std::{fmt, future::Future, sync::Arc};

use uuid::Uuid;

tokio::task_local! {
    static CURRENT: RequestContext;
}

/// Identifies the work in progress in logs, problems, messages and audit entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    /// Id of this request, shown to the person who made it.
    pub request_id: String,
    /// Id of the case's whole conversation, across departments.
    pub correlation_id: String,
    /// Trace position.
    pub trace: TraceContext,
    /// From where the request comes, if it is one.
    pub client: Option<Arc<Client>>,
    /// Who makes it, as far as the route wants to know.
    pub caller: Option<Arc<Caller>>,
}

/// From where a request comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Network address, as trusted proxies tell it.
    pub address: String,
    /// What the browser says it is, at most 300 characters.
    pub agent: String,
}

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Code of the unit.
    pub unit: String,
    /// Role codes.
    pub roles: Vec<String>,
}

impl RequestContext {
    /// A context with nothing before it.
    pub fn fresh() -> Self {
        let id = Uuid::now_v7().to_string();
        Self {
            request_id: id.clone(),
            correlation_id: id,
            trace: TraceContext::root(),
            client: None,
            caller: None,
        }
    }

    /// The context of the work in progress, or a fresh one outside of any.
    pub fn current() -> Self {
        CURRENT.try_with(Clone::clone).unwrap_or_else(|_| Self::fresh())
    }

    /// The same work, by somebody known.
    #[must_use]
    pub fn by(mut self, caller: Caller) -> Self {
        self.caller = Some(Arc::new(caller));
        self
    }

    /// Runs work under this context.
    pub async fn scope<F: Future>(self, work: F) -> F::Output {
        CURRENT.scope(self, work).await
    }
}

/// W3C trace context: `00-<trace>-<span>-<flags>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceContext {
    trace_id: u128,
    span_id: u64,
    is_sampled: bool,
}

impl TraceContext {
    /// A new trace.
    pub fn root() -> Self {
        Self {
            trace_id: Uuid::new_v4().as_u128(),
            span_id: new_span_id(),
            is_sampled: true,
        }
    }

    /// A place that is known.
    pub(crate) fn at(trace_id: u128, span_id: u64, is_sampled: bool) -> Self {
        Self {
            trace_id,
            span_id,
            is_sampled,
        }
    }

    /// The next span in the same trace.
    #[must_use]
    pub fn child(self) -> Self {
        Self {
            span_id: new_span_id(),
            ..self
        }
    }

    /// The next span of a received `traceparent`; none when it is not well-formed.
    pub fn child_of(traceparent: &str) -> Option<Self> {
        Self::parse(traceparent).map(Self::child)
    }

    /// The sender's place, as a received `traceparent` says it; none when it is not well-formed.
    pub fn parse(traceparent: &str) -> Option<Self> {
        let mut parts = traceparent.split('-');
        let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if version.len() != 2
            || version == "ff"
            || trace.len() != 32
            || span.len() != 16
            || flags.len() != 2
            || ![version, trace, span, flags].into_iter().all(is_hex)
        {
            return None;
        }
        let trace_id = u128::from_str_radix(trace, 16).ok().filter(|id| *id != 0)?;
        let span_id = u64::from_str_radix(span, 16).ok().filter(|id| *id != 0)?;
        let flags = u8::from_str_radix(flags, 16).ok()?;
        Some(Self {
            trace_id,
            span_id,
            is_sampled: flags & 1 == 1,
        })
    }

    /// Whether the spans of this trace are wanted.
    pub fn is_sampled(&self) -> bool {
        self.is_sampled
    }

    pub(crate) fn trace_id_bits(&self) -> u128 {
        self.trace_id
    }

    pub(crate) fn span_id_bits(&self) -> u64 {
        self.span_id
    }

    /// The trace id, 32 hexadecimal digits.
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }
}

/// Never zero: the version bits of the UUID are set.
fn new_span_id() -> u64 {
    Uuid::new_v4().as_u64_pair().0
}

impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "00-{:032x}-{:016x}-{:02x}",
            self.trace_id,
            self.span_id,
            u8::from(self.is_sampled)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_stays_in_its_trace_with_a_span_of_its_own() {
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let child = TraceContext::child_of(parent).unwrap();
        assert_eq!(child.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_ne!(child.to_string(), parent);
        assert!(TraceContext::child_of(&child.to_string()).is_some());
    }

    #[test]
    fn whether_a_trace_is_wanted_goes_on_with_it() {
        for flags in ["00", "01"] {
            let parent = format!("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-{flags}");
            let read = TraceContext::parse(&parent).unwrap();
            assert_eq!(read.to_string(), parent);
            assert!(read.child().to_string().ends_with(flags));
        }
        let unknown_flags = TraceContext::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02").unwrap();
        assert!(!unknown_flags.is_sampled());
    }

    #[test]
    fn a_malformed_traceparent_is_not_followed() {
        for text in [
            "",
            "00-0-0-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(TraceContext::child_of(text), None, "{text}");
        }
    }
}
