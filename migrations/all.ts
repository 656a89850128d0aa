import { Ledger20261124000001 } from './20261124000001-ledger';
import { Platform20261124000002 } from './20261124000002-platform';
import { Intake20261124000003 } from './20261124000003-intake';
import { Plan20261124000004 } from './20261124000004-plan';
import { Derived20261124000005 } from './20261124000005-derived';
import { Requests20261124000006 } from './20261124000006-requests';
import { Reports20261124000007 } from './20261124000007-reports';
import { Doors20261124000008 } from './20261124000008-doors';
import { Terminals20261124000009 } from './20261124000009-terminals';
import { Discipline20261124000012 } from './20261124000012-discipline';
import { Access20261124000013 } from './20261124000013-access';
import { Audit20261124000014 } from './20261124000014-audit';
import { ReportDefinitions20261124000015 } from './20261124000015-report-definitions';
import { IssuedPapers20261124000016 } from './20261124000016-issued-papers';
import { Service20261124000017 } from './20261124000017-service';
import { Performance20261124000018 } from './20261124000018-performance';
import { Console20261124000020 } from './20261124000020-console';
import { IntakeGenerations20261124000021 } from './20261124000021-intake-generations';
import { Cards20261124000022 } from './20261124000022-cards';
import { Supervision20261124000027 } from './20261124000027-supervision';
import { UnitPredicate20261124000028 } from './20261124000028-unit-predicate';
import { ServiceCounter20261124000029 } from './20261124000029-service-counter';
import { CaseEvidence20261124000030 } from './20261124000030-case-evidence';
import { ListIndexes20261124000039 } from './20261124000039-list-indexes';
import { CardNumbers20261124000041 } from './20261124000041-card-numbers';
import { QuestionMail20261124000042 } from './20261124000042-question-mail';

/** Every migration, in the order in which they run; the only truth of the schema. */
export const migrations = [Ledger20261124000001, Platform20261124000002, Intake20261124000003, Plan20261124000004, Derived20261124000005, Requests20261124000006, Reports20261124000007, Doors20261124000008, Terminals20261124000009, Discipline20261124000012, Access20261124000013, Audit20261124000014, ReportDefinitions20261124000015, IssuedPapers20261124000016, Service20261124000017, Performance20261124000018, Console20261124000020, IntakeGenerations20261124000021, Cards20261124000022, Supervision20261124000027, UnitPredicate20261124000028, ServiceCounter20261124000029, CaseEvidence20261124000030, ListIndexes20261124000039, CardNumbers20261124000041, QuestionMail20261124000042];
