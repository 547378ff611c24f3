import pytest, asyncio
from tests.conftest import *
from choreography.postgres.store import PostgresStore
from choreography.postgres.provision import provision
from importlib.resources import files
from choreography.fold import fold
from choreography.intake import wanted, from_record
from choreography.ports import Record
from choreography.envelope import Envelope, derived
from handlers.audit import audit
from contracts.bookings import BookingRequested
from datetime import datetime, timezone
import time
pytestmark=pytest.mark.real
async def test_cost(stack):
    await provision(stack.postgres, audit, files("handlers.audit")/"sql")
    st=await PostgresStore.open(stack.postgres.replace("boxoffice@","audit@"), audit)
    await st.take(0)
    off=0
    for rnd in range(8):
        recs=[]
        for n in range(500):
            m=BookingRequested(event_id=f"e{n%5}",booking_id=f"e{n%5}-{rnd}-{n}",buyer_id="ann",seats=("stalls-A1","stalls-A2"),attempt=1)
            e=Envelope(derived("x",rnd,n),"BookingRequested","bookings",datetime.now(timezone.utc),m.TOPIC,m.key,m.subject,correlation="c"*36,causation="d"*36)
            recs.append(Record(m.TOPIC,0,off,datetime.now(timezone.utc),m.key.encode(),m.model_dump_json().encode(),e.headers())); off+=1
        c0=time.process_time(); t0=time.perf_counter()
        items=[from_record(audit,r) for r in recs]
        c1=time.process_time()
        w=wanted(audit,items,[0]); 
        l=await st.load(w); c2=time.process_time(); t2=time.perf_counter()
        f=fold(audit,items,l); c3=time.process_time(); t3=time.perf_counter()
        await st.save(f.changes); t4=time.perf_counter(); c4=time.process_time()
        assert len(f.changes.said)==500
        print(f"parse cpu {1e6*(c1-c0)/500:.0f}us load cpu {1e6*(c2-c1)/500:.0f} fold cpu {1e6*(c3-c2)/500:.0f} save cpu {1e6*(c4-c3)/500:.0f} save wall {1e3*(t4-t3):.0f}ms total wall {1e3*(t4-t0):.0f} ms")
    await st.close()
