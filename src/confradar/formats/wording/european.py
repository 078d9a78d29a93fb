"""Words of labels in Portuguese, Spanish, French, German, Italian, Polish and Russian, which meet
in calls. English has the first word on what it knows too."""

from confradar.formats.wording.language_table import table

EUROPEAN = table(
    kinds={
        "abstract": """
            resumo|resumos|тезисы|тезисов|аннотация|аннотации|streszczenie|streszczenia|resumen|
            resúmenes|resumenes|résumé|resume|zusammenfassung|kurzfassung|abstracts einreichung|
            초록|요약|アブストラクト|abstraktu|abstraktów|abstrakty|abstraktem|riassunto|riassunti|
            registro de artigo|registro de artigos|
            registro de trabalho|registro de trabalhos|sommario""",
        "paper": """
            논문|원고|communication|papier|lavoro|lavori|статья|статьи|статей|доклад|доклады|
            докладов|artykuł|artykułów|artykuły|referat|referatów|artigo|trabalho|artículo|
            articulo|trabajo|ponencia|ponencias|comunicación|comunicaciones|comunicação|
            comunicações|communications|communication scientifique|texte complet|
            textes complets|beitrag|beiträge|beiträgen|konferenzbeitrag|konferenzbeiträge|
            konferenzbeiträgen|langbeiträge|vollbeitrag|versão integral|versão completa|
            texto integral|texto completo|contributo|contributi|articolo|articoli|contribuição|
            contribuições|contribución|contribuciones|vollbeiträge|
            proposition de communication|propositions de communication|
            proposition de contribution|propositions de contribution|
            propuesta de comunicación|propuestas de comunicación|propuesta de ponencia|
            propuestas de ponencia|propuestas de ponencias|proposta de comunicação|
            propostas de comunicação|proposta de trabalho|propostas de trabalho""",
        "submission": """
            entrega|subida|제출|접수|투고|abgabe|abgabefrist|dépôt|envoi|réception|presentación|
            подача|подачи|приема|приёма|представления|прием|приём|представление|zgłoszenie|
            zgłoszenia|zgłaszanie|nadsyłanie|submissão|submissões|sometimiento|remisión|
            entrega de trabajos|submissao|przesłanie|przesyłanie|składanie|złożenie|recebimento|
            envío|envio|recepción|recepcao|recepção|
            presentación de trabajos|soumission|einreichung|einreichungen|einreichungsfrist|
            einreichungsschluss|sottomissione|invio|chamada|convocatoria""",
        "review_release": "devolución de revisiones|retour des évaluations",
        "notification": """
            통보|통지|심사 결과|심사 결과 통보|결과 통보|채택 통보|승인 통보|게재 승인 통보|
            rückmeldung|entscheidung|bekanntgabe|bekanntgabe der entscheidung|
            retour aux auteurs|avis|acceptation|уведомление|уведомления|решение|результаты|
            powiadomienie|powiadomienia|decyzje|notificação|notificações|notificacao|
            notificación|notificaciones|notificacion|notification aux auteurs|benachrichtigung|
            benachrichtigungen|notifica|aceptación|aceitação|aceite|resultado|resultados|
            divulgação|divulgação dos resultados|aprobación|aprovação|dictamen|annahme|
            réponse aux auteurs|décision|accettazione|aviso|comunicazione agli autori|
            comunicación de aceptación|comunicação de aceitação|comunicação de aceite|
            lista de trabalhos aceitos|listagem dos trabalhos aceitos|
            lista dos trabalhos aceitos|publicação dos trabalhos aceitos|
            lista de trabajos aceptados|publicación de trabajos aceptados|przyjęciu|przyjęcie|
            przyjęcia|decyzja""",
        "camera_ready": """
            entrega definitiva|entrega final|최종 논문|최종본|최종 원고|최종 논문 제출|
            カメラレディ|カメラレディー|druckfertige beiträge|druckfertigen beiträge|finale fassung|
            finalen fassung|
            endgültigen fassung|finalen version|forma final|
            abgabe der finalen version|versiones finales|entrega de versiones finales|
            versione definitiva|invio versione definitiva|финальная версия|финальные версии|
            окончательная версия|окончательные версии|wersja ostateczna|wersje ostateczne|
            wersja końcowa|versão final|versao final|versões finais|versión final|
            version finale|versions finales|versions définitives|endfassung|druckfassung|
            endgültige fassung|druckfertige version|finale version|versione finale|
            envio da versão final|artigo final|artigos finais|submissão da versão final|
            versión definitiva|version définitive|versão definitiva|
            envio da versão definitiva|envío de la versión definitiva""",
        "registration": """
            등록|регистрация|rejestracja|inscrição|inscrições|inscricao|inscripción|
            inscripciones|inscription|anmeldung|anmeldeschluss|iscrizione|iscrizioni|opłata|
            opłata konferencyjna|pago de inscripción|pagamento da inscrição|
            paiement des frais|frais d inscription|rejestracji|registrazione|
            registrazione obbligatoria""",
        "early_registration": """
            preço reduzido|precio reducido|inscrição a preço reduzido|inscripción a precio reducido|
            inscription précoce|inscription preferentielle|tarif préférentiel|tarif preferentiel|
            inscription à tarif préférentiel|cuota preferencial|pronto pago|opłata wczesna|
            frühbucherphase|frühbuchung|cuota reducida|pago anticipado|inscripción anticipada|
            inscripciones anticipadas|사전 등록|조기 등록|사전등록|frühbucherrabatt|
            frühbucherpreis|tarif réduit|inscription à tarif réduit|tarifa reducida|
            inscrição antecipada|inscripción temprana|inscription anticipée|frühbucher|
            iscrizione anticipata""",
        "other": """
            publicación|publicação|veröffentlichung|discusión|discussão|revisão|revisión|
            divulgação do programa|publicação do programa|publicación del programa|
            programme définitif|programa definitivo|programa final|boletim|boletín|
            relecture|begutachtung|revisione|evaluación|évaluation|avaliação""",
    },
    tracks={
        "demo": """
            demonstração|demonstrações|demostración|demostraciones|démonstration|démonstrations|
            demonstrationen""",
        "doctoral": """
            tese|teses|tesis|doctorado|doutorado|thèse|thèses|doktorandenforum|dissertação|
            dissertações""",
        "poster": "pôster|pôsteres|affiche|affiches|póster|pósteres|cartel|carteles",
        "short": """
            artigo curto|artigos curtos|kurzbeitrag|kurzbeiträge|article court|articles courts|
            artículo corto|artículos cortos""",
        "student": """
            iniciação científica|estudante|estudantes|estudiante|estudiantes|étudiant|étudiants|
            studierende""",
        "tutorial": """
            tutorium|tutorien|minicurso|minicursos|tutorial em|tutoriel|tutoriels|tutorials""",
        "workshop": "atelier|ateliers|taller|talleres",
    },
    ordinals={
        1: "primeira|primera|première|erste",
        2: "segunda|deuxième|zweite",
        3: "terceira|tercera|troisième|dritte",
    },
    proposals="""
        proposta|propostas|propuesta|propuestas|proposition|propositions|vorschlag|vorschläge|
        vorschlägen""",
    open="""
        estará abierta|estará abierto|estará aberta|estará aberto|
        aberto|aberta|abertos|abertas|abierto|abierta|abiertos|abiertas|ouvert|ouverte|ouvertes|
        geöffnet|aperto|aperta|aperte""",
    start="abertura|apertura|ouverture|início|inicio|début|beginn|eröffnung",
    end="encerramento|cierre|clôture|fechamento|término|fin|ende|schluss|hasta|até|jusqu",
    due="""
        마감|마감일|срок|сроки|дедлайн|termin nadsyłania|prazo|prazos|data limite|plazo|límite|
        limite|fecha límite|fecha limite|date limite|dates limites|échéance|frist|fristende|
        einsendeschluss|abgabetermin|einreichtermin|einreichfrist|scadenza|termine|deadline für""",
    extended="""
        연장|prorrogado|prorrogada|prorrogação|nova data|ampliado|ampliación|prolongation|
        prolongée|prolongé|verlängert|verlängerung|prorogata|prorogato|proroga""",
    old="antes|antiguo|ancienne|ursprünglich|anterior",
    rounds="rodada|ronda|ciclo|phase de|runde",
    event="학술대회|evento|convegno|congreso|congresso|tagung|conférence|colloque|conferencia",
    joins="e|y|et|und|ed",
    silent="""
        lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|
        freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|
        martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda feira|terça feira|
        quarta feira|quinta feira|sexta feira|авторов|авторам|авторы|принятии|г|до|для|autorów|
        akceptacji|de|da|do|das|dos|del|la|el|los|las|le|les|des|du|der|die|den|dem|von|für|fur|
        zur|zum|aux|au|à|a la|para|por|os|as|o|um|uma|il|di|dei|delle|della|autores|autor|
        auteur|auteurs|autoren|autori|data|datas|fecha|fechas|datum|termin|importante|
        importantes|wichtige|auswahl|zu|zur auswahl|rechazo|completo|completos|completa|complet|
        langer|longo|longos|camera|aceitos|aceptados|acceptés|angenommener|dia|día|
        dos trabalhos aceitos|an|am|bis|ist|est|es|é|は|です|まで|までに|pour|agli|no|na|nos|
        nas|científicos|científico|l|degli|dell|dello|dagli|alla|all|al|entro|máximo|máxima|
        en extenso|desde|más|tardar|a más tardar|
            aos|ao|en|sobre|fixée|fixé|minuit|formato|valutazione|obbligatoria|obbligatorio|informacja|encaminhamento""",
)
